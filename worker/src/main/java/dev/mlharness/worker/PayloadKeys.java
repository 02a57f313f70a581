package dev.mlharness.worker;

import dev.mlharness.encryption.KeyFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** The keys of payloads, from the file that is configured. */
final class PayloadKeys {
  private PayloadKeys() {}

  /**
   * @return empty if payloads are not to be encrypted
   * @throws ConfigurationProblem if the file gives no keys
   */
  static Optional<KeyFile> of(HarnessProperties properties) {
    Path file = properties.encryption().keyFile();
    try {
      return Optional.ofNullable(file).map(KeyFile::new);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new ConfigurationProblem(
          "mlharness.encryption.key-file",
          file + ": " + e.getMessage(),
          "Write a line 'id:base64' for each key of 32 bytes, as 'openssl rand -base64 32' makes them.");
    }
  }
}
