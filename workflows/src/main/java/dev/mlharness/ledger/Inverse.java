package dev.mlharness.ledger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.mlharness.access.Access;
import dev.mlharness.registry.AliasChange;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunRequest;
import dev.mlharness.serving.EndpointChange;
import org.jspecify.annotations.Nullable;

/** What undoes a change. Each carries its own precondition: "only if it is still what I set". */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Inverse.StopRun.class, name = "stop-run"),
  @JsonSubTypes.Type(value = Inverse.RetireVersion.class, name = "retire-version"),
  @JsonSubTypes.Type(value = Inverse.RestoreAlias.class, name = "restore-alias"),
  @JsonSubTypes.Type(value = Inverse.RestoreEndpoint.class, name = "restore-endpoint")
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
}
