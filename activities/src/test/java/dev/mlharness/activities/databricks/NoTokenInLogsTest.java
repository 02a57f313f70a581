package dev.mlharness.activities.databricks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.mlharness.activities.TestWorkspace.ACCESS;
import static dev.mlharness.activities.databricks.FakeWorkspace.JOBS;
import static dev.mlharness.activities.databricks.FakeWorkspace.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("the log of all classes is heard")
class NoTokenInLogsTest {
  private static final List<Logger> LOGGERS =
      List.of(logger("dev.mlharness"), logger("com.databricks"));

  @RegisterExtension final FakeWorkspace workspace = FakeWorkspace.start();

  @TempDir Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    LOGGERS.forEach(logger -> logger.setLevel(Level.TRACE));
    LOGGERS.forEach(logger -> logger.addAppender(log));
  }

  @AfterEach
  void stopListening() {
    LOGGERS.forEach(logger -> logger.detachAppender(log));
    LOGGERS.forEach(logger -> logger.setLevel(null));
  }

  @Test
  void neitherTokenIsEverLoggedHoweverChattyTheLog() throws IOException {
    WorkspaceClients clients = workspace.clients(workspace.workspaces(folder));
    String subjectToken = Files.readString(folder.resolve("token"));
    long run = workspace.jobs().start("fraud train");
    workspace.next(JOBS + "get", 1, aResponse().withStatus(401).withBody("not " + TOKEN));
    clients.call(ACCESS, "Reading", client -> client.jobs().getRun(run));
    workspace.next(JOBS + "get", 1, aResponse().withStatus(400).withBody("sent: " + TOKEN));
    assertThatThrownBy(() -> clients.call(ACCESS, "Reading", client -> client.jobs().getRun(run)));

    assertThat(log.list).as("receipts and the SDK's own lines").hasSizeGreaterThan(3);
    assertThat(log.list)
        .extracting(NoTokenInLogsTest::text)
        .noneMatch(line -> line.contains(TOKEN) || line.contains(subjectToken))
        .anyMatch(line -> line.contains("Token received: Receipt[workspace=prod, role=trainer"));
  }

  private static String text(ILoggingEvent event) {
    String thrown =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    return event.getFormattedMessage() + thrown;
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }
}
