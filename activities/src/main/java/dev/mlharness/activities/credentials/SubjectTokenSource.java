package dev.mlharness.activities.credentials;

import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.SubjectTokens.AwsWebIdentity;
import dev.mlharness.activities.workspace.SubjectTokens.AzureManagedIdentity;
import dev.mlharness.activities.workspace.SubjectTokens.ClientCredentials;
import dev.mlharness.activities.workspace.SubjectTokens.EnvironmentVariable;
import dev.mlharness.activities.workspace.SubjectTokens.GitHubActions;
import dev.mlharness.activities.workspace.SubjectTokens.GoogleMetadata;
import dev.mlharness.activities.workspace.SubjectTokens.ProjectedFile;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

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
    if (identity.tokens() instanceof ClientCredentials client) {
      return new ClientCredentialsSource(identity, client, new TokenEndpoint(timeout), clock);
    }
    return ofPlatform(
        identity, new Surroundings(System::getenv, new TokenEndpoint(timeout), clock));
  }

  /** What the place where this worker runs says of it. */
  static SubjectTokenSource ofPlatform(Identity identity, Surroundings surroundings) {
    if (identity.tokens() instanceof GitHubActions) {
      return new GitHubActionsSource(identity.audience(), surroundings);
    }
    if (identity.tokens() instanceof AzureManagedIdentity azure) {
      return new AzureSource(azure.clientId(), identity.audience(), surroundings);
    }
    if (identity.tokens() instanceof GoogleMetadata) {
      return new GoogleSource(Objects.requireNonNull(identity.audience()), surroundings);
    }
    if (identity.tokens() instanceof AwsWebIdentity) {
      return new AwsSource(surroundings);
    }
    throw new IllegalArgumentException(identity.tokens() + " is of no platform");
  }
}
