package dev.mlharness.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest extends SecretStoreContract {
  @TempDir private Path folder;

  @Override
  SecretStore store() {
    return new SlottedStore(new FileSlots(file()));
  }

  @Override
  @Nullable String readersFind() {
    try {
      return Files.exists(file()) ? Files.readString(file()) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return folder.resolve("bi");
  }

  @Test
  void nobodyElseReadsWhatTheStoreWrites() throws IOException {
    store().keep(secret("one"));
    store().promote("one");
    store().keep(secret("two"));

    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(3);
      for (Path file : all) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aFolderThatIsGoneIsNamed() {
    SecretStore lost = new SlottedStore(new FileSlots(folder.resolve("gone/bi")));
    assertThatThrownBy(() -> lost.keep(secret("one")))
        .hasMessageContaining("gone/bi.pending cannot be written (NoSuchFileException)");
  }
}
