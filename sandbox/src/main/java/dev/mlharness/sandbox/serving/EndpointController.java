package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.serving.EndpointSpec.Entity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serving endpoints, as in Databricks' API. */
@RestController
@RequestMapping("/api/2.0/serving-endpoints")
class EndpointController {

  private final Endpoints endpoints;
  private final Deployments deployments;

  EndpointController(Endpoints endpoints, Deployments deployments) {
    this.endpoints = endpoints;
    this.deployments = deployments;
  }

  @PostMapping
  EndpointView create(@AuthenticationPrincipal Caller caller, @RequestBody Wanted wanted) {
    if (wanted.config == null) {
      throw ApiException.invalid("'config' is missing.");
    }
    return EndpointView.of(
        endpoints.create(
            caller, wanted.name, wanted.config, wanted.tags == null ? List.of() : wanted.tags));
  }

  @GetMapping
  Map<String, List<EndpointView>> list() {
    return Map.of("endpoints", endpoints.list().stream().map(EndpointView::of).toList());
  }

  @GetMapping("/{name}")
  EndpointView get(@PathVariable String name) {
    return EndpointView.of(endpoints.get(name));
  }

  @PutMapping("/{name}/config")
  EndpointView update(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String name,
      @RequestBody EndpointSpec wanted) {
    return EndpointView.of(endpoints.update(caller, name, wanted));
  }

  @PatchMapping("/{name}/tags")
  Map<String, List<EndpointRecord.Tag>> tags(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String name,
      @RequestBody TagChange change) {
    return Map.of(
        "tags",
        endpoints
            .tag(
                caller,
                name,
                Objects.requireNonNullElse(change.addTags, List.of()),
                Objects.requireNonNullElse(change.deleteTags, List.of()))
            .tags());
  }

  @DeleteMapping("/{name}")
  Map<String, String> delete(@AuthenticationPrincipal Caller caller, @PathVariable String name) {
    endpoints.delete(caller, name);
    return Map.of();
  }

  @GetMapping("/{name}/served-models/{served}/logs")
  Map<String, String> logs(@PathVariable String name, @PathVariable String served) {
    return Map.of(
        "logs",
        entities(name)
            .filter(entity -> served.equals(entity.name()))
            .flatMap(entity -> deployments.server(name, entity).stream())
            .map(ScoringServer::logTail)
            .findFirst()
            .orElse(Objects.requireNonNullElse(endpoints.get(name).failure(), "")));
  }

  /** Requests, errors and time spent, in the text form of Prometheus. */
  @GetMapping(value = "/{name}/metrics", produces = MediaType.TEXT_PLAIN_VALUE)
  String metrics(@PathVariable String name) {
    return entities(name)
        .flatMap(
            entity -> deployments.server(name, entity).map(s -> lines(name, entity, s)).stream())
        .collect(Collectors.joining());
  }

  private static String lines(String name, Entity entity, ScoringServer server) {
    String labels =
        "{endpoint_name=\"%s\",served_entity_name=\"%s\"}".formatted(name, entity.name());
    return "request_count_total%s %d\n".formatted(labels, server.requests.sum())
        + "request_4xx_5xx_count_total%s %d\n".formatted(labels, server.errors.sum())
        + "request_latency_ms_sum%s %d\n".formatted(labels, server.millis.sum());
  }

  private Stream<Entity> entities(String name) {
    EndpointRecord endpoint = endpoints.get(name);
    return Stream.of(endpoint.active(), endpoint.pending())
        .filter(Objects::nonNull)
        .flatMap(spec -> spec.entities().stream())
        .distinct();
  }

  private record Wanted(
      String name, @Nullable EndpointSpec config, @Nullable List<EndpointRecord.Tag> tags) {}

  private record TagChange(
      @Nullable List<EndpointRecord.Tag> addTags, @Nullable List<String> deleteTags) {}
}
