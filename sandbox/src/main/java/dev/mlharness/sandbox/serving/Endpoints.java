package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.api.ErrorCode;
import dev.mlharness.sandbox.catalog.CatalogVersion;
import dev.mlharness.sandbox.catalog.Models;
import dev.mlharness.sandbox.faults.Effects;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.serving.EndpointSpec.Entity;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All serving endpoints: what they serve, and who may change that. */
@Component
class Endpoints {

  private final DocumentCollection<EndpointRecord> endpoints;
  private final DocumentCollection<Sources> sources;
  private final Deployments deployments;
  private final Models models;
  private final Effects effects;

  Endpoints(Documents documents, Deployments deployments, Models models, Effects effects) {
    this.endpoints = documents.collection("endpoints", EndpointRecord.class);
    this.sources = documents.collection("endpoint-sources", Sources.class);
    this.deployments = deployments;
    this.models = models;
    this.effects = effects;
  }

  List<EndpointRecord> list() {
    return endpoints.list();
  }

  EndpointRecord get(String name) {
    return endpoints
        .get(name)
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.RESOURCE_DOES_NOT_EXIST,
                    "Endpoint with name '%s' does not exist.".formatted(name)));
  }

  EndpointRecord create(
      Caller caller, String name, EndpointSpec wanted, List<EndpointRecord.Tag> tags) {
    EndpointSpec spec = wanted.checked();
    Map<String, String> found = sources(caller, spec);
    long now = System.currentTimeMillis();
    String id = UUID.randomUUID().toString().replace("-", "");
    var endpoint = new EndpointRecord(name, id, caller.name(), tags, null, spec, null, 0, now, now);
    if (!endpoints.putIfAbsent(name, endpoint)) {
      throw new ApiException(
          ErrorCode.RESOURCE_ALREADY_EXISTS,
          "Endpoint with name '%s' already exists.".formatted(name));
    }
    sources.put(name, new Sources(found));
    effects.count("endpoint-create", name);
    deployments.begin(name);
    return endpoint;
  }

  EndpointRecord update(Caller caller, String name, EndpointSpec wanted) {
    EndpointRecord now = changeable(caller, name);
    EndpointSpec spec = wanted.checked();
    Map<String, String> found = sources(caller, spec);
    if (now.pending() != null) {
      throw new ApiException(
          ErrorCode.RESOURCE_CONFLICT,
          "Endpoint '%s' is currently updating. Wait until it is not.".formatted(name));
    }
    Map<String, String> all = new LinkedHashMap<>(known(name));
    all.putAll(found);
    sources.put(name, new Sources(all));
    EndpointRecord changed =
        endpoints.update(name, endpoint -> endpoint.changingTo(spec)).orElseThrow();
    effects.count("endpoint-update", name);
    deployments.begin(name);
    return changed;
  }

  EndpointRecord tag(
      Caller caller, String name, List<EndpointRecord.Tag> add, List<String> remove) {
    Map<String, EndpointRecord.Tag> tags = new LinkedHashMap<>();
    changeable(caller, name).tags().forEach(tag -> tags.put(tag.key(), tag));
    add.forEach(tag -> tags.put(tag.key(), tag));
    remove.forEach(tags::remove);
    return endpoints
        .update(name, endpoint -> endpoint.tagged(List.copyOf(tags.values())))
        .orElseThrow();
  }

  void delete(Caller caller, String name) {
    changeable(caller, name);
    endpoints.delete(name);
    sources.delete(name);
    effects.count("endpoint-delete", name);
    deployments.end(name);
  }

  private EndpointRecord changeable(Caller caller, String name) {
    EndpointRecord endpoint = get(name);
    if (!caller.admin() && !caller.is(endpoint.creator())) {
      throw ApiException.denied(
          "User '%s' does not have CAN_MANAGE on endpoint '%s'.".formatted(caller.name(), name));
    }
    return endpoint;
  }

  private Map<String, String> known(String name) {
    return sources.get(name).map(Sources::byEntity).orElse(Map.of());
  }

  /** Where the artifacts of each entity lie; looked up as the caller, who must be allowed to. */
  private Map<String, String> sources(Caller caller, EndpointSpec spec) {
    Map<String, String> found = new LinkedHashMap<>();
    for (Entity entity : spec.entities()) {
      found.put(Sources.key(entity), source(caller, entity));
    }
    return found;
  }

  private String source(Caller caller, Entity entity) {
    if (!entity.entityName().contains(".")) {
      return "models:/" + entity.entityName() + "/" + entity.entityVersion();
    }
    CatalogVersion version =
        models.version(caller, entity.entityName(), Long.parseLong(entity.entityVersion()));
    if (version.status() != CatalogVersion.Status.READY) {
      throw ApiException.invalid(
          "Version %s of %s is %s and cannot be served."
              .formatted(entity.entityVersion(), entity.entityName(), version.status()));
    }
    return version.source();
  }

  /** Artifact locations by served entity. */
  record Sources(Map<String, String> byEntity) {

    static String key(Entity entity) {
      return entity.entityName() + "/" + entity.entityVersion();
    }

    @Nullable String of(Entity entity) {
      return byEntity.get(key(entity));
    }
  }
}
