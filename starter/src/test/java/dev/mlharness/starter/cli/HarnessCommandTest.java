package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.starter.cli.Harness.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarnessCommandTest {
  @TempDir private Path folder;

  @Test
  void aWordThatIsNoCommandIsAnsweredWithNearOnes() {
    Ran ran = new Harness(folder, Map.of()).run("lintt");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("Did you mean: harness lint").contains("help: harness --help");
  }

  @Test
  void noCommandIsWrongUsage() {
    assertThat(new Harness(folder, Map.of()).run().code()).isEqualTo(2);
    assertThat(new Harness(folder, Map.of()).run("schedule").code()).isEqualTo(2);
  }

  @Test
  void aServerThatIsNotThereIsOneClearSentence() throws IOException {
    String address = "127.0.0.1:" + TemporalServer.freePort();

    Ran ran = new Harness(folder, Map.of()).run("list", "--address", address);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualToNormalizingNewlines(
            """
            error: no Temporal server answers at %s (--address)
            next: ./harness up starts one here; --address or TEMPORAL_ADDRESS names another
            """
                .formatted(address));
  }

  @Test
  void theAddressOfARunningLocalStackIsFound() throws IOException {
    int port = TemporalServer.freePort();
    Files.writeString(
        folder.resolve("stack.json"),
        "{\"ports\": {\"temporal\": %d, \"temporalUi\": 1}, \"processes\": {\"TEMPORAL\": {}}}"
            .formatted(port));

    Ran ran = new Harness(folder, Map.of("MLHARNESS_HOME", folder.toString())).run("list");

    assertThat(ran.err()).contains("127.0.0.1:" + port + " (the local stack)");
  }

  @Test
  void aTemporalProfileNamesAddressAndNamespace() throws IOException {
    int port = TemporalServer.freePort();
    Path profile = folder.resolve("temporal.toml");
    Files.writeString(profile, "[profile.default]\naddress = \"127.0.0.1:%d\"\n".formatted(port));

    Ran ran = new Harness(folder, Map.of("TEMPORAL_CONFIG_FILE", profile.toString())).run("list");

    assertThat(ran.err()).contains("127.0.0.1:" + port + " (TEMPORAL_ADDRESS or temporal.toml)");
  }

  @Test
  void completionScriptsNameTheCommands() {
    Harness harness = new Harness(folder, Map.of());

    assertThat(harness.run("completion", "bash").out()).contains("approve").contains("complete -F");
    assertThat(harness.run("completion", "zsh").out()).contains("bashcompinit");
    assertThat(harness.run("completion", "fish").code()).isEqualTo(2);
  }
}
