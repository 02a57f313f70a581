package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A folder of recipes, and the schedules of a real Temporal server. */
class ScheduleFolderIT {
  private static final String OWNER = "tests//recipes";

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;

  @Test
  void schedulesFollowTheFolderAndNobodyElsesIsTouched() throws Exception {
    recipe("folder-one", "0 3 * * *");
    recipe("folder-two", "0 4 * * *");
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    Path other = Files.writeString(theirs.resolve("r.yml"), text("folder-other", "0 5 * * *"));
    assertThat(STACK.harness("schedule", "apply", other.toString()).exitCode()).isZero();
    try {
      Commands.Result asked = apply();
      assertThat(asked.exitCode()).as(asked.err()).isEqualTo(3);
      assertThat(asked.out()).contains("+ create", "folder-one", "folder-two", "2 to change");
      assertThat(schedules()).doesNotContain("folder-one");

      assertThat(apply("--yes").exitCode()).isZero();
      Commands.Result again = apply("--yes");
      assertThat(again.out()).contains("0 to change, 2 as they should be");

      recipe("folder-one", "0 6 * * *");
      Files.delete(folder.resolve("folder-two.yml"));
      assertThat(apply("--yes").out()).contains("~ update", "· leave", "--prune deletes it");
      Commands.Result pruned = apply("--yes", "--prune", "--output", "json");
      assertThat(pruned.exitCode()).as(pruned.err()).isZero();
      assertThat(pruned.out()).contains("\"delete\"", "\"done\"").doesNotContain("folder-other");
      assertThat(STACK.harness("schedule", "describe", "folder-two").exitCode()).isEqualTo(1);
      assertThat(STACK.harness("schedule", "describe", "folder-other").exitCode()).isZero();
      assertThat(STACK.harness("schedule", "describe", "folder-one").out()).contains("06:00");

      Commands.Result stolen =
          STACK.harness(
              "schedule", "apply", folder.toString(), "--owner", "somebody//else", "--yes");
      assertThat(stolen.exitCode()).isEqualTo(2);
      assertThat(stolen.err()).contains("folder-one", "it belongs to " + OWNER);
    } finally {
      for (String name : new String[] {"folder-one", "folder-two", "folder-other"}) {
        STACK.harness("schedule", "delete", name);
      }
    }
  }

  private Commands.Result apply(String... more) {
    String[] words = {"schedule", "apply", folder.toString(), "--owner", OWNER};
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return STACK.harness(all);
  }

  private static String schedules() {
    return STACK.harness("schedule", "list").out();
  }

  private void recipe(String name, String cron) throws IOException {
    Files.writeString(folder.resolve(name + ".yml"), text(name, cron));
  }

  private static String text(String name, String cron) {
    return """
        metadata: {name: %s}
        model: main.demo.folder
        train: {notebook: /Shared/train}
        validate: {thresholds: {f1: {min: 0.9}}}
        deploy: {batch: {}}
        schedule: {cron: "%s"}
        """
        .formatted(name, cron);
  }
}
