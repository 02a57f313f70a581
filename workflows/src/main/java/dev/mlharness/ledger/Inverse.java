package dev.mlharness.ledger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.mlharness.access.Access;
import dev.mlharness.registry.AliasChange;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunRequest;
import dev.mlharness.secret.SecretChange;
import dev.mlharness.serving.EndpointChange;
import org.jspecify.annotations.Nullable;

/** What undoes a change. Each carries its own precondition: "only if it is still what I set". */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Inverse.StopRun.class, name = "stop-run"),
  @JsonSubTypes.Type(value = Inverse.RetireVersion.class, name = "retire-version"),
  @JsonSubTypes.Type(value = Inverse.RestoreAlias.class, name = "restore-alias"),
  @JsonSubTypes.Type(value = Inverse.RestoreEndpoint.class, name = "restore-endpoint"),
  @JsonSubTypes.Type(value = Inverse.RestoreSecret.class, name = "restore-secret"),
  @JsonSubTypes.Type(value = Inverse.DiscardSecret.class, name = "discard-secret")
})
public sealed interface Inverse {

  /**
   * Cancels a run and waits until it has really stopped. Written before the run is submitted:
   * submitting the same request again finds a run whose submission was never answered.
   *
   * @param run null until the submission was answered
   */
  record StopRun(RunRequest request, @Nullable RunHandle run) implements Inverse {}

  /**
   * Marks a version as not promoted. The version stays: it is evidence, and deleting it would break
   * lineage.
   *
   * @param key the registration to look for, so that a version made by a call whose answer was lost
   *     is found too
   */
  record RetireVersion(Access access, String model, String key) implements Inverse {}

  record RestoreAlias(AliasChange change) implements Inverse {}

  record RestoreEndpoint(EndpointChange change) implements Inverse {}

  /** Lets readers of a secret store find the former secret again. */
  record RestoreSecret(SecretChange change) implements Inverse {}

  /** Deletes a new secret, even one whose making was never answered; not one that is in use. */
  record DiscardSecret(SecretChange change) implements Inverse {}
}
