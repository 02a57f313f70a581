package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  private final Counts counts;

  EndpointController(Endpoints endpoints, Deployments deployments, Counts counts) {
    this.endpoints = endpoints;
    this.deployments = deployments;
    this.counts = counts;
  }

  @PostMapping
  EndpointView create(@AuthenticationPrincipal Caller caller, @RequestBody Wanted wanted) {
    if (wanted.config == null) {
      throw ApiException.invalid("'config' is missing.");
    }
    return view(
        caller,
        endpoints.create(
            caller,
            wanted.name,
            wanted.config,
            Objects.requireNonNullElse(wanted.tags, List.of())));
  }

  @GetMapping
  Map<String, List<EndpointView>> list(@AuthenticationPrincipal Caller caller) {
    return Map.of(
        "endpoints", endpoints.list().stream().map(endpoint -> view(caller, endpoint)).toList());
  }

  @GetMapping("/{name}")
  EndpointView get(@AuthenticationPrincipal Caller caller, @PathVariable String name) {
    return view(caller, endpoints.get(name));
  }

  @PutMapping("/{name}/config")
  EndpointView update(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String name,
      @RequestBody EndpointSpec wanted) {
    return view(caller, endpoints.update(caller, name, wanted));
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
    counts.forget(name);
    return Map.of();
  }

  @GetMapping("/{name}/served-models/{served}/logs")
  Map<String, String> logs(@PathVariable String name, @PathVariable String served) {
    EndpointRecord endpoint = endpoints.get(name);
    return Map.of(
        "logs",
        entities(endpoint)
            .filter(entity -> served.equals(entity.name()))
            .findFirst()
            .map(entity -> deployments.log(endpoint, entity).tail())
            .orElseThrow(() -> ApiException.missing("Served entity", served)));
  }

  /** Requests, errors and time spent, in the text form of Prometheus. */
  @GetMapping(value = "/{name}/metrics", produces = MediaType.TEXT_PLAIN_VALUE)
  String metrics(@PathVariable String name) {
    return entities(endpoints.get(name))
        .map(entity -> String.valueOf(entity.name()))
        .distinct()
        .map(served -> counts.text(name, served))
        .collect(Collectors.joining());
  }

  private EndpointView view(Caller caller, EndpointRecord endpoint) {
    return EndpointView.of(
        endpoint, caller, entity -> deployments.server(endpoint, entity).isPresent());
  }

  private static Stream<EndpointSpec.Entity> entities(EndpointRecord endpoint) {
    return Stream.of(
            Optional.ofNullable(endpoint.active()), Optional.ofNullable(endpoint.pending()))
        .flatMap(Optional::stream)
        .flatMap(spec -> spec.entities().stream());
  }

  private record Wanted(
      @Nullable String name,
      @Nullable EndpointSpec config,
      @Nullable List<EndpointRecord.Tag> tags) {}

  private record TagChange(
      @Nullable List<EndpointRecord.Tag> addTags, @Nullable List<String> deleteTags) {}
}
