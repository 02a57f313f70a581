package dev.mlharness.activities.credentials;

import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.SubjectTokens.ClientCredentials;
import dev.mlharness.activities.workspace.SubjectTokens.EnvironmentVariable;
import dev.mlharness.activities.workspace.SubjectTokens.ProjectedFile;
import java.time.Clock;
import java.time.Duration;

/** Gets the token by which an identity provider says who this worker is. */
@FunctionalInterface
interface SubjectTokenSource {

  /**
   * A token that is valid now.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE} when there is none at the
   *     moment, {@code HELD} when there will be none before somebody mends the configuration
   */
  SecretToken fetch();

  static SubjectTokenSource of(Identity identity, Duration timeout, Clock clock) {
    // A pattern switch would read better; Java 17 has none.
    if (identity.tokens() instanceof ProjectedFile file) {
      return new ProjectedFileSource(file.path(), clock);
    }
    if (identity.tokens() instanceof EnvironmentVariable variable) {
      return new EnvironmentSource(variable.name(), System::getenv, clock);
    }
    return new ClientCredentialsSource(
        identity, (ClientCredentials) identity.tokens(), new TokenEndpoint(timeout), clock);
  }
}
