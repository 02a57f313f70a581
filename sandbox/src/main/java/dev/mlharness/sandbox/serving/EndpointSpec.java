package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.api.ApiException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an endpoint is asked to serve, as it is written to the API and kept. */
record EndpointSpec(@Nullable List<Entity> servedEntities, @Nullable Traffic trafficConfig) {

  /**
   * @param name of the served entity within the endpoint
   */
  record Entity(
      @Nullable String name,
      String entityName,
      String entityVersion,
      @Nullable String workloadSize,
      @Nullable Boolean scaleToZeroEnabled) {

    /**
     * @throws ApiException if it is no number
     */
    long version() {
      try {
        return Long.parseLong(entityVersion);
      } catch (NumberFormatException e) {
        throw ApiException.invalid(
            "entity_version of %s is a number; got '%s'.".formatted(entityName, entityVersion));
      }
    }

    Entity named() {
      if (entityName == null) {
        throw ApiException.invalid("A served entity needs its entity_name.");
      }
      if (name != null) {
        return this;
      }
      String last = entityName.substring(entityName.lastIndexOf('.') + 1);
      return new Entity(
          last + "-" + entityVersion, entityName, entityVersion, workloadSize, scaleToZeroEnabled);
    }
  }

  record Traffic(List<Route> routes) {}

  /** Either name may be used; they mean the same. */
  record Route(
      @Nullable String servedModelName, @Nullable String servedEntityName, int trafficPercentage) {

    String served() {
      return servedEntityName != null
          ? servedEntityName
          : servedModelName == null ? "" : servedModelName;
    }
  }

  /**
   * The same, complete: every entity named, every route to one of them, one hundred per cent.
   *
   * @throws ApiException saying what does not fit
   */
  EndpointSpec checked() {
    List<Entity> entities =
        (servedEntities == null ? List.<Entity>of() : servedEntities)
            .stream().map(Entity::named).toList();
    if (entities.isEmpty()) {
      throw ApiException.invalid("config.served_entities must name at least one served entity.");
    }
    entities.forEach(Entity::version);
    Set<String> names = new HashSet<>();
    entities.forEach(entity -> names.add(String.valueOf(entity.name())));
    if (names.size() != entities.size()) {
      throw ApiException.invalid("The names of served entities must differ.");
    }
    return new EndpointSpec(entities, new Traffic(routes(entities, names)));
  }

  private List<Route> routes(List<Entity> entities, Set<String> names) {
    if (trafficConfig == null || trafficConfig.routes().isEmpty()) {
      if (entities.size() > 1) {
        throw ApiException.invalid("traffic_config is needed for more than one served entity.");
      }
      String only = entities.get(0).name();
      return List.of(new Route(only, only, 100));
    }
    if (trafficConfig.routes().stream().anyMatch(route -> route.trafficPercentage() < 0)) {
      throw ApiException.invalid("A traffic percentage is not below 0.");
    }
    int sum = trafficConfig.routes().stream().mapToInt(Route::trafficPercentage).sum();
    if (sum != 100) {
      throw ApiException.invalid(
          "The traffic percentages must add up to 100; they add up to " + sum + ".");
    }
    for (Route route : trafficConfig.routes()) {
      if (!names.contains(route.served())) {
        throw ApiException.invalid(
            "traffic_config routes to '%s', which is not a served entity: %s."
                .formatted(route.served(), names));
      }
    }
    return trafficConfig.routes().stream()
        .map(route -> new Route(route.served(), route.served(), route.trafficPercentage()))
        .toList();
  }

  List<Entity> entities() {
    return servedEntities == null ? List.of() : servedEntities;
  }

  List<Route> routes() {
    return trafficConfig == null ? List.of() : trafficConfig.routes();
  }
}
