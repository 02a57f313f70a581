package dev.mlharness.starter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartLogTest {

  @TempDir Path folder;

  @Test
  void theTailIsTheLastLines() throws IOException {
    Files.writeString(file(), "one\ntwo\nthree\n");

    assertThat(new PartLog(file()).tail(2).lines()).containsExactly("two", "three");
  }

  @Test
  void aLogThatIsNotThereHasNoTail() {
    assertThat(new PartLog(file()).tail(2)).isEmpty();
  }

  @Test
  void followingGivesWholeLinesOfWhatWasAdded() throws IOException {
    Files.writeString(file(), "old\n");
    var seen = new ArrayList<String>();
    var follower = LogFollower.fromEndOf(file(), seen::add);

    append("new\nunfin");
    follower.readOn();
    assertThat(seen).containsExactly("new");

    append("ished\n");
    follower.readOn();
    assertThat(seen).containsExactly("new", "unfinished");
  }

  @Test
  void followingGoesOnInTheFileThatTookThePlaceOfALargeOne() throws IOException {
    Files.writeString(file(), "a long line of the old file\n");
    var seen = new ArrayList<String>();
    var follower = LogFollower.fromEndOf(file(), seen::add);

    Files.writeString(file(), "new\n");
    follower.readOn();

    assertThat(seen).containsExactly("new");
  }

  private Path file() {
    return folder.resolve("part.log");
  }

  private void append(String text) throws IOException {
    Files.writeString(file(), text, StandardOpenOption.APPEND);
  }
}
