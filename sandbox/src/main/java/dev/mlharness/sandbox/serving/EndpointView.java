package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.serving.EndpointSpec.Entity;
import dev.mlharness.sandbox.serving.EndpointSpec.Traffic;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An endpoint in the words of the API. */
record EndpointView(
    String name,
    String id,
    String creator,
    long creationTimestamp,
    long lastUpdatedTimestamp,
    State state,
    @Nullable Config config,
    @Nullable Config pendingConfig,
    List<EndpointRecord.Tag> tags,
    String permissionLevel) {

  /** The endpoint as this caller sees it; {@code ready} tells which entities take requests. */
  static EndpointView of(EndpointRecord endpoint, Caller caller, Predicate<Entity> ready) {
    return new EndpointView(
        endpoint.name(),
        endpoint.id(),
        endpoint.creator(),
        endpoint.created(),
        endpoint.updated(),
        State.of(endpoint, ready),
        config(
            endpoint.active(),
            endpoint.version(),
            entity ->
                ready.test(entity)
                    ? new DeploymentState("DEPLOYMENT_READY", null)
                    : new DeploymentState("DEPLOYMENT_RECOVERING", null)),
        config(endpoint.pending(), endpoint.version() + 1, entity -> pending(endpoint)),
        endpoint.tags(),
        endpoint.mayBeManagedBy(caller) ? "CAN_MANAGE" : "CAN_QUERY");
  }

  private static DeploymentState pending(EndpointRecord endpoint) {
    return endpoint.failure() == null
        ? new DeploymentState("DEPLOYMENT_CREATING", null)
        : new DeploymentState("DEPLOYMENT_FAILED", endpoint.failure());
  }

  private static @Nullable Config config(
      @Nullable EndpointSpec spec, int version, Function<Entity, DeploymentState> state) {
    return spec == null
        ? null
        : new Config(
            version,
            spec.entities().stream()
                .map(entity -> ServedEntity.of(entity, state.apply(entity)))
                .toList(),
            spec.trafficConfig());
  }

  record State(String ready, String configUpdate) {

    static State of(EndpointRecord endpoint, Predicate<Entity> ready) {
      EndpointSpec active = endpoint.active();
      return new State(
          active != null && active.entities().stream().allMatch(ready) ? "READY" : "NOT_READY",
          endpoint.isUpdating()
              ? "IN_PROGRESS"
              : endpoint.failure() == null ? "NOT_UPDATING" : "UPDATE_FAILED");
    }
  }

  record Config(
      int configVersion, List<ServedEntity> servedEntities, @Nullable Traffic trafficConfig) {}

  record ServedEntity(
      @Nullable String name,
      String entityName,
      String entityVersion,
      @Nullable String workloadSize,
      boolean scaleToZeroEnabled,
      DeploymentState state) {

    static ServedEntity of(Entity entity, DeploymentState state) {
      return new ServedEntity(
          entity.name(),
          entity.entityName(),
          entity.entityVersion(),
          entity.workloadSize(),
          Boolean.TRUE.equals(entity.scaleToZeroEnabled()),
          state);
    }
  }

  record DeploymentState(String deployment, @Nullable String deploymentStateMessage) {}
}
