package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Verdict;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SignedDecisionTest {
  private static final Decision SAID = new Decision(Verdict.APPROVE, "me", "fine", "shown");

  @TempDir private Path folder;

  @RegisterExtension
  final DeskExtension desk =
      new DeskExtension(
          "/v1/decisions", "{\"person\": \"ann@example.com\", \"decision\": \"a.b.c\"}");

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("token"), "the-token\n");
  }

  @Test
  void theDeskSaysWhoDecidesAndTheProofComesAlong() {
    assertThat(SignedDecision.get(surroundings(), "fraud-1", SAID, "shown"))
        .hasValue(new Decision(Verdict.APPROVE, "ann@example.com", "fine", "shown", "a.b.c"));
    assertThat(desk.asked())
        .isEqualTo(
            "{\"pipeline\":\"fraud-1\",\"evidence\":\"shown\",\"verdict\":\"approve\",\"comment\":\"fine\"}");
  }

  @Test
  void aRefusalIsToldInTheWordsOfTheDesk() {
    desk.answers(409, "{\"detail\": \"the gate shows other evidence\"}");

    assertThatThrownBy(() -> SignedDecision.get(surroundings(), "fraud-1", SAID, "shown"))
        .hasMessage("the gate shows other evidence")
        .asInstanceOf(type(CommandFailure.class))
        .returns(ExitCode.REJECTED_OR_HELD, CommandFailure::exitCode);
  }

  private Surroundings surroundings() {
    return new Surroundings(
        Map.of(Desk.DESK, desk.address().toString(), Desk.TOKEN, "token"),
        folder,
        new BufferedReader(new StringReader("")),
        false,
        false);
  }
}
