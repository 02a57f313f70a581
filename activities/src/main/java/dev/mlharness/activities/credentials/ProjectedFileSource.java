package dev.mlharness.activities.credentials;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** A file that is read again at each use. */
record ProjectedFileSource(Path path, Clock clock) implements SubjectTokenSource {

  @Override
  public SecretToken fetch() {
    String token = read();
    if (token.isEmpty()) {
      throw unavailable("is empty");
    }
    return GivenToken.from("the token in " + path, token, clock);
  }

  private String read() {
    try {
      return Files.readString(path).strip();
    } catch (IOException e) {
      // The class says what is wrong (no such file, access denied); the message is only the path.
      throw unavailable("cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private RuntimeException unavailable(String what) {
    return Failures.of(
        FailureType.UNAVAILABLE,
        "The identity token file %s %s. Check that the token is projected there, and that this worker may read it."
            .formatted(path, what));
  }
}
