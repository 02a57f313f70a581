package dev.mlharness.sandbox.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** A file that only its owner can read, written whole or not at all. */
public record SecretFile(Path path) {

  /** What is in it; made and written first if there is no file. */
  String readOrMake(Supplier<String> maker) {
    try {
      if (Files.notExists(path)) {
        write(maker.get());
      }
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }

  /** Puts a new secret in it, and returns that. */
  public String writeRandom() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    write(secret);
    return secret;
  }

  /** Replaces the content; a reader sees the old or the new, and never half of one. */
  public void write(String content) {
    try {
      Files.createDirectories(path.getParent());
      var ownerOnly = PosixFilePermissions.fromString("rw-------");
      Path fresh =
          Files.createTempFile(
              path.getParent(), ".fresh", "", PosixFilePermissions.asFileAttribute(ownerOnly));
      Files.writeString(fresh, content);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + path, e);
    }
  }
}
