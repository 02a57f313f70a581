package dev.mlharness.identity.rotation;

import dev.mlharness.secret.SecretActivities;
import dev.mlharness.secret.SecretSummary;
import dev.mlharness.secret.SecretsQuestion;
import dev.mlharness.timing.ActivityProfiles;

/** Hands the question to a worker. */
public final class ListSecretsWorkflow implements ListSecrets {
  @Override
  public SecretSummary[] run(SecretsQuestion question) {
    return ActivityProfiles.call(
            SecretActivities.class, ActivityProfiles.ASKED, "look at the secrets")
        .list(question)
        .toArray(SecretSummary[]::new);
  }
}
