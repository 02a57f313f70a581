package dev.mlharness.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.mlharness.worker.RedactedLogs.RedactingEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What looks like a credential does not get into a log, wherever in the line it stands. */
class RedactedLogsTest {
  private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.c2lnbmF0dXJl";

  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("library");

  @Test
  void messagesAndStackTracesAreRedacted() {
    LoggingEvent event =
        new LoggingEvent(
            "library",
            logger,
            Level.WARN,
            "Authorization: Bearer {}",
            new IllegalStateException("refused " + TOKEN),
            new Object[] {TOKEN});

    assertThat(plain().encode(event)).asString(StandardCharsets.UTF_8).contains(TOKEN);
    assertThat(new RedactingEncoder(plain()).encode(event))
        .asString(StandardCharsets.UTF_8)
        .doesNotContain(TOKEN, "planted", "c2lnbmF0dXJl")
        .contains("Bearer [redacted]", "refused [redacted]");
  }

  @Test
  void otherLinesAreLeftAsTheyAre() {
    LoggingEvent event =
        new LoggingEvent("library", logger, Level.INFO, "run 42 was submitted: Ü", null, null);

    assertThat(new RedactingEncoder(plain()).encode(event)).isEqualTo(plain().encode(event));
  }

  private PatternLayoutEncoder plain() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%level %msg%n%ex");
    encoder.start();
    return encoder;
  }
}
