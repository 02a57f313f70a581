package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.api.ErrorCode;
import dev.mlharness.sandbox.faults.Effects;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All serving endpoints: what they serve, and who may change that. */
@Component
class Endpoints {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,62}");

  private final Documents documents;
  private final DocumentCollection<EndpointRecord> endpoints;
  private final DocumentCollection<Sources> sources;
  private final Deployments deployments;
  private final ServedModels models;
  private final Effects effects;

  Endpoints(Documents documents, Deployments deployments, ServedModels models, Effects effects) {
    this.documents = documents;
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

  EndpointRecord byId(String id) {
    return endpoints.list().stream()
        .filter(endpoint -> endpoint.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ApiException.missing("Endpoint with id", id));
  }

  EndpointRecord create(
      Caller caller, @Nullable String name, EndpointSpec wanted, List<EndpointRecord.Tag> tags) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw ApiException.invalid(
          "The endpoint's name is 1 to 63 letters, digits, - and _; got '%s'.".formatted(name));
    }
    EndpointSpec spec = wanted.checked();
    Sources found = new Sources(models.sources(caller, spec));
    String id = UUID.randomUUID().toString().replace("-", "");
    var endpoint = EndpointRecord.created(name, id, caller, tags, spec);
    documents.atomically(
        () -> {
          if (!endpoints.putIfAbsent(name, endpoint)) {
            throw new ApiException(
                ErrorCode.RESOURCE_ALREADY_EXISTS,
                "Endpoint with name '%s' already exists.".formatted(name));
          }
          sources.put(name, found);
          effects.count("endpoint-create", name);
          return endpoint;
        });
    deployments.begin(name);
    return endpoint;
  }

  /** Begins to change what an endpoint serves. One change at a time. */
  EndpointRecord update(Caller caller, String name, EndpointSpec wanted) {
    managed(caller, get(name));
    EndpointSpec spec = wanted.checked();
    Map<String, String> found = models.sources(caller, spec);
    EndpointRecord changed =
        documents.atomically(
            () -> {
              if (get(name).isUpdating()) {
                throw new ApiException(
                    ErrorCode.RESOURCE_CONFLICT,
                    "Endpoint '%s' is currently updating. Wait until it is not.".formatted(name));
              }
              Map<String, String> all =
                  new LinkedHashMap<>(sources.get(name).map(Sources::byEntity).orElse(Map.of()));
              all.putAll(found);
              sources.put(name, new Sources(all));
              effects.count("endpoint-update", name);
              return change(name, endpoint -> endpoint.changingTo(spec));
            });
    deployments.begin(name);
    return changed;
  }

  EndpointRecord tag(
      Caller caller, String name, List<EndpointRecord.Tag> add, List<String> remove) {
    managed(caller, get(name));
    return change(name, endpoint -> endpoint.tagged(add, remove));
  }

  EndpointRecord open(Caller caller, String id, List<EndpointRecord.Access> entries) {
    EndpointRecord endpoint = byId(id);
    managed(caller, endpoint);
    return change(endpoint.name(), now -> now.opened(entries));
  }

  void delete(Caller caller, String name) {
    documents.atomically(
        () -> {
          managed(caller, get(name));
          endpoints.delete(name);
          effects.count("endpoint-delete", name);
          return sources.delete(name);
        });
    deployments.begin(name);
  }

  private EndpointRecord change(String name, UnaryOperator<EndpointRecord> change) {
    return endpoints.update(name, change).orElseThrow(() -> ApiException.missing("Endpoint", name));
  }

  private static void managed(Caller caller, EndpointRecord endpoint) {
    if (!endpoint.mayBeManagedBy(caller)) {
      throw ApiException.denied(
          "User '%s' does not have CAN_MANAGE on endpoint '%s'."
              .formatted(caller.name(), endpoint.name()));
    }
  }
}
