package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out before Temporal is asked. (What it is asked: on the real one.) */
class ScheduleFolderTest {
  @TempDir Path folder;

  private Harness.Ran apply(String... more) {
    String[] words = {"schedule", "apply", "."};
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return new Harness(folder, Map.of()).run(all);
  }

  private void recipe(String file, String name, String key) throws IOException {
    Files.writeString(
        folder.resolve(file),
        """
        metadata: {name: %s}
        model: main.demo.m
        %s: {notebook: /train}
        validate: {thresholds: {f1: {min: 0.9}}}
        deploy: {batch: {}}
        schedule: {cron: "0 3 * * *"}
        """
            .formatted(name, key));
  }

  @Test
  void oneFileThatIsNoRecipeStopsAllAndIsNamed() throws IOException {
    recipe("good.yml", "good", "train");
    recipe("bad.yaml", "bad", "trian");

    Harness.Ran ran = apply("--owner", "us", "--yes");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("bad.yaml:3:1: error", "trian");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void twoRecipesOfOneNameAreNamed() throws IOException {
    recipe("a.yml", "same", "train");
    recipe("b.yml", "same", "train");

    Harness.Ran ran = apply("--owner", "us");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("a.yml and", "b.yml are both named 'same'");
  }

  @Test
  void aFolderOfNoRepositoryNeedsAnOwner() {
    Harness.Ran ran = apply();

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("is in no git repository", "--owner NAME");
  }

  @Test
  void whatIsForAFolderIsRefusedForAFile() throws IOException {
    recipe("a.yml", "one", "train");

    Harness.Ran ran =
        new Harness(folder, Map.of()).run("schedule", "apply", "a.yml", "--prune", "--yes");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("a.yml is none", "name the folder");
  }
}
