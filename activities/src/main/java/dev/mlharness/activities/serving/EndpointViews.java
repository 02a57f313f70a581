package dev.mlharness.activities.serving;

import com.databricks.sdk.service.serving.EndpointCoreConfigOutput;
import com.databricks.sdk.service.serving.EndpointPendingConfig;
import com.databricks.sdk.service.serving.EndpointState;
import com.databricks.sdk.service.serving.EndpointStateConfigUpdate;
import com.databricks.sdk.service.serving.EndpointStateReady;
import com.databricks.sdk.service.serving.EndpointTag;
import com.databricks.sdk.service.serving.ServedEntityOutput;
import com.databricks.sdk.service.serving.ServedModelStateDeployment;
import com.databricks.sdk.service.serving.ServingEndpointDetailed;
import com.databricks.sdk.service.serving.TrafficConfig;
import dev.mlharness.activities.serving.EndpointView.Failure;
import dev.mlharness.activities.serving.EndpointView.Update;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the Databricks SDK says of an endpoint. */
final class EndpointViews {
  private static final Set<ServedModelStateDeployment> BROKEN =
      EnumSet.of(
          ServedModelStateDeployment.DEPLOYMENT_FAILED,
          ServedModelStateDeployment.DEPLOYMENT_ABORTED);

  private EndpointViews() {}

  static EndpointView of(ServingEndpointDetailed endpoint) {
    EndpointState state = Objects.requireNonNullElseGet(endpoint.getState(), EndpointState::new);
    return new EndpointView(
        active(endpoint.getConfig()),
        pending(endpoint.getPendingConfig()),
        update(state.getConfigUpdate()),
        state.getReady() == EndpointStateReady.READY,
        tags(endpoint),
        entities(endpoint).flatMap(EndpointViews::failure).toList());
  }

  static @Nullable EndpointConfig active(@Nullable EndpointCoreConfigOutput config) {
    return config == null ? null : config(config.getServedEntities(), config.getTrafficConfig());
  }

  private static @Nullable EndpointConfig pending(@Nullable EndpointPendingConfig config) {
    return config == null ? null : config(config.getServedEntities(), config.getTrafficConfig());
  }

  private static @Nullable EndpointConfig config(
      @Nullable Collection<ServedEntityOutput> entities, @Nullable TrafficConfig traffic) {
    if (entities == null || entities.isEmpty()) {
      return null;
    }
    Map<String, Integer> weights = weights(traffic);
    // One served model gets all traffic where no route says otherwise.
    int unrouted = weights.isEmpty() && entities.size() == 1 ? 100 : 0;
    return new EndpointConfig(
        entities.stream()
            .map(entity -> served(entity, weights.getOrDefault(entity.getName(), unrouted)))
            .toList());
  }

  private static Map<String, Integer> weights(@Nullable TrafficConfig traffic) {
    Map<String, Integer> weights = new HashMap<>();
    if (traffic != null && traffic.getRoutes() != null) {
      traffic
          .getRoutes()
          .forEach(
              route ->
                  weights.put(
                      route.getServedEntityName() == null
                          ? route.getServedModelName()
                          : route.getServedEntityName(),
                      route.getTrafficPercentage().intValue()));
    }
    return weights;
  }

  private static ServedModel served(ServedEntityOutput entity, int weight) {
    return new ServedModel(
        entity.getName(),
        text(entity.getEntityName()),
        text(entity.getEntityVersion()),
        text(entity.getWorkloadSize()),
        Boolean.TRUE.equals(entity.getScaleToZeroEnabled()),
        weight);
  }

  private static Update update(@Nullable EndpointStateConfigUpdate update) {
    if (update == null) {
      return Update.NONE;
    }
    return switch (update) {
      case IN_PROGRESS -> Update.IN_PROGRESS;
      case UPDATE_FAILED -> Update.FAILED;
      case UPDATE_CANCELED -> Update.CANCELED;
      case NOT_UPDATING -> Update.NONE;
    };
  }

  private static Map<String, String> tags(ServingEndpointDetailed endpoint) {
    Map<String, String> tags = new HashMap<>();
    for (EndpointTag tag : list(endpoint.getTags())) {
      tags.put(tag.getKey(), text(tag.getValue()));
    }
    return tags;
  }

  private static Stream<ServedEntityOutput> entities(ServingEndpointDetailed endpoint) {
    Stream<ServedEntityOutput> active =
        endpoint.getConfig() == null
            ? Stream.of()
            : list(endpoint.getConfig().getServedEntities()).stream();
    Stream<ServedEntityOutput> pending =
        endpoint.getPendingConfig() == null
            ? Stream.of()
            : list(endpoint.getPendingConfig().getServedEntities()).stream();
    return Stream.concat(active, pending);
  }

  private static Stream<Failure> failure(ServedEntityOutput entity) {
    return entity.getState() != null && BROKEN.contains(entity.getState().getDeployment())
        ? Stream.of(
            new Failure(entity.getName(), text(entity.getState().getDeploymentStateMessage())))
        : Stream.of();
  }

  private static <T> Collection<T> list(@Nullable Collection<T> values) {
    return values == null ? List.of() : values;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
