package dev.mlharness.starter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

  @TempDir Path folder;
  private Path built;
  private Programs programs;

  @BeforeEach
  void aBuiltWorker() throws IOException {
    built = folder.resolve("project/worker/target/worker-1.jar");
    Files.createDirectories(built.getParent());
    Files.writeString(built, "first build");
    programs =
        new Programs(
            new Project(folder.resolve("project")),
            new Home(folder.resolve("home")),
            ProgramsTest::copy);
  }

  @Test
  void aBuildDoesNotTouchTheCopyThatRuns() throws IOException {
    Program running = programs.of(Part.WORKER);
    Files.writeString(built, "second build");

    Program next = programs.of(Part.WORKER);

    assertThat(running.jar()).hasContent("first build");
    assertThat(next.jar()).hasContent("second build");
    assertThat(next.digest()).isNotEqualTo(running.digest());
  }

  @Test
  void theSameBuildIsTheSameProgram() {
    assertThat(programs.of(Part.WORKER)).isEqualTo(programs.of(Part.WORKER));
  }

  @Test
  void copiesOfFormerBuildsAreDeleted() throws IOException {
    Program former = programs.of(Part.WORKER);
    Files.writeString(built, "second build");
    Program current = programs.of(Part.WORKER);

    programs.forgetAllBut(current, Part.WORKER);

    assertThat(former.jar()).doesNotExist();
    assertThat(current.jar()).exists();
  }

  @Test
  void halfAnUnpackedProgramIsNeverUsed() {
    var broken =
        new Programs(
            new Project(folder.resolve("project")),
            new Home(folder.resolve("home")),
            (jar, target) -> {
              throw new StackException("the disk is full");
            });

    assertThatThrownBy(() -> broken.of(Part.WORKER)).hasMessage("the disk is full");

    assertThat(programs.of(Part.WORKER).jar()).hasContent("first build");
  }

  @Test
  void whatWasNotBuiltSaysHowToBuildIt() {
    assertThatThrownBy(() -> programs.of(Part.SANDBOX))
        .hasMessageContaining("The sandbox is not built")
        .hasMessageContaining("mvn package");
  }

  private static void copy(Path jar, Path target) {
    try {
      Files.copy(jar, target.resolve(jar.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
