package dev.mlharness.identity.rotation;

import dev.mlharness.secret.SecretSummary;
import dev.mlharness.secret.SecretsQuestion;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Tells which secrets are rotated. A workflow, as only the worker knows its configuration. */
@WorkflowInterface
public interface ListSecrets {
  @WorkflowMethod
  SecretSummary[] run(SecretsQuestion question);
}
