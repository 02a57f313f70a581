package dev.mlharness.starter.connection;

import dev.mlharness.encryption.EncryptionCodec;
import dev.mlharness.encryption.KeyFile;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import io.temporal.common.converter.DataConverter;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The keys by which a command reads and writes what travels through Temporal. */
final class PayloadKeys {
  static final String VARIABLE = "MLHARNESS_ENCRYPTION_KEYFILE";

  private PayloadKeys() {}

  /**
   * Encrypting, if the variable names a key file; in clear otherwise.
   *
   * @throws CommandFailure when the file gives no keys
   */
  static DataConverter converter(Surroundings surroundings) {
    String named = surroundings.variable(VARIABLE);
    if (named == null) {
      return Payloads.dataConverter();
    }
    Path file = surroundings.directory().resolve(named);
    try {
      return Payloads.dataConverter(new EncryptionCodec(new KeyFile(file)));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw CommandFailure.usage(
          VARIABLE + " names " + file + ": " + e.getMessage(),
          "a key file has a line 'id:base64' for each key, as the worker's has");
    }
  }
}
