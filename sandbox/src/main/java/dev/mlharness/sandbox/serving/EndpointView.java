package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.serving.EndpointSpec.Entity;
import dev.mlharness.sandbox.serving.EndpointSpec.Traffic;
import java.util.List;
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

  static EndpointView of(EndpointRecord endpoint) {
    return new EndpointView(
        endpoint.name(),
        endpoint.id(),
        endpoint.creator(),
        endpoint.created(),
        endpoint.updated(),
        State.of(endpoint),
        Config.of(endpoint.active(), endpoint.version(), "DEPLOYMENT_READY", null),
        endpoint.pending() != null
            ? Config.of(endpoint.pending(), endpoint.version() + 1, "DEPLOYMENT_CREATING", null)
            : null,
        endpoint.tags(),
        "CAN_MANAGE");
  }

  record State(String ready, String configUpdate) {

    static State of(EndpointRecord endpoint) {
      String update =
          endpoint.pending() != null
              ? "IN_PROGRESS"
              : endpoint.failure() == null ? "NOT_UPDATING" : "UPDATE_FAILED";
      return new State(endpoint.active() == null ? "NOT_READY" : "READY", update);
    }
  }

  record Config(
      int configVersion, List<ServedEntity> servedEntities, @Nullable Traffic trafficConfig) {

    static @Nullable Config of(
        @Nullable EndpointSpec spec, int version, String deployment, @Nullable String message) {
      return spec == null
          ? null
          : new Config(
              version,
              spec.entities().stream()
                  .map(entity -> ServedEntity.of(entity, deployment, message))
                  .toList(),
              spec.trafficConfig());
    }
  }

  record ServedEntity(
      @Nullable String name,
      String entityName,
      String entityVersion,
      @Nullable String workloadSize,
      boolean scaleToZeroEnabled,
      DeploymentState state) {

    static ServedEntity of(Entity entity, String deployment, @Nullable String message) {
      return new ServedEntity(
          entity.name(),
          entity.entityName(),
          entity.entityVersion(),
          entity.workloadSize(),
          Boolean.TRUE.equals(entity.scaleToZeroEnabled()),
          new DeploymentState(deployment, message));
    }
  }

  record DeploymentState(String deployment, @Nullable String deploymentStateMessage) {}
}
