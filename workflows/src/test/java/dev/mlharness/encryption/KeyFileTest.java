package dev.mlharness.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {
  private static final String FIRST = "first:" + EncryptionCodecTest.key('1');
  private static final String SECOND = "second:" + EncryptionCodecTest.key('2');

  @TempDir Path folder;

  @Test
  void commentsAndEmptyLinesAreSkippedAndTheFirstKeyEncrypts() {
    KeyRing ring = KeyRing.parse("# since November\n\n" + SECOND + "\n" + FIRST + "\n");

    assertThat(ring.current()).isEqualTo("second");
    assertThat(ring).hasToString("[keys [first, second], current second]");
  }

  @Test
  void aChangedFileIsReadAgain() throws IOException {
    Path file = write(FIRST, 1);
    KeyFile keys = new KeyFile(file);
    write(SECOND + "\n" + FIRST, 2);

    assertThat(keys.get().current()).isEqualTo("second");
  }

  @Test
  void aFileThatWasBrokenMeanwhileLeavesTheKeysThatWere() throws IOException {
    Path file = write(FIRST, 1);
    KeyFile keys = new KeyFile(file);
    write("half a line", 2);
    assertThat(keys.get().current()).isEqualTo("first");
    Files.delete(file);
    assertThat(keys.get().current()).isEqualTo("first");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> new KeyFile(folder.resolve("none")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none cannot be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                | no key
          no-colon          | line 1: 'id:base64' was expected
          :c2VjcmV0         | line 1: 'id:base64' was expected
          a:c2VjcmV0        | line 1: a key has 32 bytes, this one has 6
          a:secret-planted! | line 1: what follows the colon is not base64
          """)
  void aBrokenRingSaysWhereAndWhatWasExpectedWithoutTheKey(String text, String message) {
    assertThatThrownBy(() -> KeyRing.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("planted")
        .hasNoCause();
  }

  @Test
  void anIdThatIsGivenTwiceIsRefused() {
    assertThatThrownBy(() -> KeyRing.parse(FIRST + "\n" + FIRST))
        .hasMessageContaining("line 2: the id 'first' is given twice");
  }

  private Path write(String text, int second) throws IOException {
    Path file = Files.writeString(folder.resolve("keys"), text);
    return Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000L));
  }
}
