package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpServer;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Verdict;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedDecisionTest {
  private static final Decision SAID = new Decision(Verdict.APPROVE, "me", "fine", "shown");

  @TempDir private Path folder;
  private HttpServer desk;
  private int status = 200;
  private String answer = "{\"person\": \"ann@example.com\", \"decision\": \"a.b.c\"}";
  private String asked = "";

  @BeforeEach
  void open() throws IOException {
    Files.writeString(folder.resolve("token"), "the-token\n");
    desk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    desk.createContext(
        "/v1/decisions",
        exchange -> {
          asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    desk.start();
  }

  @AfterEach
  void close() {
    desk.stop(0);
  }

  @Test
  void theDeskSaysWhoDecidesAndTheProofComesAlong() {
    assertThat(SignedDecision.get(surroundings(), "fraud-1", SAID, "shown"))
        .hasValue(new Decision(Verdict.APPROVE, "ann@example.com", "fine", "shown", "a.b.c"));
    assertThat(asked)
        .isEqualTo(
            "{\"pipeline\":\"fraud-1\",\"evidence\":\"shown\",\"verdict\":\"approve\",\"comment\":\"fine\"}");
  }

  @Test
  void aRefusalIsToldInTheWordsOfTheDesk() {
    status = 409;
    answer = "{\"detail\": \"the gate shows other evidence\"}";

    assertThatThrownBy(() -> SignedDecision.get(surroundings(), "fraud-1", SAID, "shown"))
        .hasMessage("the gate shows other evidence")
        .asInstanceOf(type(CommandFailure.class))
        .returns(ExitCode.REJECTED_OR_HELD, CommandFailure::exitCode);
  }

  private Surroundings surroundings() {
    return new Surroundings(
        Map.of(Desk.DESK, "http://127.0.0.1:" + desk.getAddress().getPort(), Desk.TOKEN, "token"),
        folder,
        new BufferedReader(new StringReader("")),
        false,
        false);
  }
}
