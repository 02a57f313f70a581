package dev.mlharness.activities.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A secret that lies in a file: an address, a key, a token, a password. Read at each use, so that
 * it can be exchanged; never printed.
 */
public final class SecretText {
  private final String receiver;
  private final Path file;

  /**
   * @param receiver whose it is, for the message when it cannot be read
   */
  public SecretText(String receiver, Path file) {
    this.receiver = receiver;
    this.file = file;
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE} when there is none
   */
  String read() {
    try {
      String text = Files.readString(file, UTF_8).strip();
      if (!text.isEmpty()) {
        return text;
      }
    } catch (IOException e) {
      throw missing("cannot be read");
    }
    throw missing("is empty");
  }

  private RuntimeException missing(String why) {
    return Failures.of(
        FailureType.UNAVAILABLE,
        "Receiver '%s' was not told: its file %s %s. Put it right; it is tried again."
            .formatted(receiver, file.getFileName(), why));
  }

  @Override
  public String toString() {
    return "secret in " + file.getFileName();
  }
}
