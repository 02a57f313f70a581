package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.cli.SignedStart.Scope;
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

class SignedStartTest {
  private static final JsonNode RECIPE = Payloads.mapper().createObjectNode().put("model", "m");

  @TempDir private Path folder;

  @RegisterExtension
  final DeskExtension desk =
      new DeskExtension("/v1/starts", "{\"person\": \"ann@example.com\", \"start\": \"a.b.c\"}");

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("token"), "the-token\n");
  }

  @Test
  void theTokenGoesToTheDeskAndTheProofComesBack() {
    assertThat(SignedStart.get(surroundings("token"), RECIPE, Scope.PIPELINE, "fraud-1"))
        .hasValue(new SignedStart("ann@example.com", "a.b.c"));
    assertThat(desk.authorization()).isEqualTo("Bearer the-token");
    assertThat(desk.asked()).isEqualTo("{\"recipe\":{\"model\":\"m\"},\"pipeline\":\"fraud-1\"}");
  }

  @Test
  void aRefusalIsToldInTheWordsOfTheDesk() {
    desk.answers(403, "{\"detail\": \"role 'deployer' is for members of ml-leads\"}");

    assertThatThrownBy(
            () -> SignedStart.get(surroundings("token"), RECIPE, Scope.SCHEDULE, "fraud"))
        .hasMessage("role 'deployer' is for members of ml-leads")
        .asInstanceOf(type(CommandFailure.class))
        .returns(ExitCode.REJECTED_OR_HELD, CommandFailure::exitCode);
  }

  @Test
  void aTokenFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> SignedStart.get(surroundings("none"), RECIPE, Scope.PIPELINE, "a"))
        .hasMessageContaining("cannot read the token in none");
  }

  @Test
  void whereNoDeskIsNamedNothingIsSigned() {
    assertThat(SignedStart.get(surroundings(Map.of()), RECIPE, Scope.PIPELINE, "a")).isEmpty();
  }

  private Surroundings surroundings(String tokenFile) {
    return surroundings(Map.of(Desk.DESK, desk.address().toString(), Desk.TOKEN, tokenFile));
  }

  private Surroundings surroundings(Map<String, String> variables) {
    return new Surroundings(
        variables, folder, new BufferedReader(new StringReader("")), false, false);
  }
}
