package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.serving.EndpointSpec.Entity;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import jakarta.annotation.PreDestroy;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Brings endpoints to what they are asked to serve. New servers are ready before traffic goes to
 * them; old ones run until it does. After a restart it goes on where it was.
 */
@Component
@Lazy(false)
class Deployments {

  private static final Logger log = LoggerFactory.getLogger(Deployments.class);

  private final DocumentCollection<EndpointRecord> endpoints;
  private final DocumentCollection<Endpoints.Sources> sources;
  private final ScoringServers servers;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  Deployments(Documents documents, ScoringServers servers) {
    this.endpoints = documents.collection("endpoints", EndpointRecord.class);
    this.sources = documents.collection("endpoint-sources", Endpoints.Sources.class);
    this.servers = servers;
    endpoints.list().forEach(endpoint -> begin(endpoint.name()));
  }

  /** Begins to bring the endpoint to its pending configuration, or back to its active one. */
  void begin(String name) {
    threads.execute(() -> endpoints.get(name).ifPresent(this::deploy));
  }

  /** Stops everything of an endpoint that is gone. */
  void end(String name) {
    threads.execute(() -> retain(name, Set.of()));
  }

  /** The server of an entity, if it runs. */
  Optional<ScoringServer> server(String endpoint, Entity entity) {
    return servers.find(key(endpoint, entity));
  }

  private void deploy(EndpointRecord endpoint) {
    try {
      start(endpoint, endpoint.active());
      if (endpoint.pending() != null) {
        start(endpoint, endpoint.pending());
        endpoints.update(endpoint.name(), EndpointRecord::changed);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException e) {
      // Whatever kept a server from starting is the reason that the API gives.
      log.info("Endpoint {} could not be updated: {}", endpoint.name(), e.getMessage());
      endpoints.update(endpoint.name(), now -> now.failed(String.valueOf(e.getMessage())));
    }
    retain(endpoint.name(), wanted(endpoint.name()));
  }

  private void start(EndpointRecord endpoint, @Nullable EndpointSpec spec)
      throws InterruptedException {
    if (spec == null) {
      return;
    }
    for (Entity entity : spec.entities()) {
      servers.ensure(key(endpoint.name(), entity), source(endpoint.name(), entity));
    }
    for (Entity entity : spec.entities()) {
      servers.ensure(key(endpoint.name(), entity), source(endpoint.name(), entity)).awaitReady();
    }
  }

  private String source(String endpoint, Entity entity) {
    String source = sources.get(endpoint).map(known -> known.of(entity)).orElse(null);
    if (source == null) {
      throw new IllegalStateException("Nobody knows where " + entity.name() + " lies");
    }
    return source;
  }

  private Set<String> wanted(String name) {
    Set<String> keys = new HashSet<>();
    endpoints
        .get(name)
        .ifPresent(
            endpoint -> {
              addKeys(keys, name, endpoint.active());
              addKeys(keys, name, endpoint.pending());
            });
    return keys;
  }

  private static void addKeys(Set<String> keys, String name, @Nullable EndpointSpec spec) {
    if (spec != null) {
      spec.entities().forEach(entity -> keys.add(key(name, entity)));
    }
  }

  private void retain(String name, Set<String> wanted) {
    servers.keys().stream()
        .filter(key -> key.startsWith(name + "/") && !wanted.contains(key))
        .forEach(servers::stop);
  }

  private static String key(String endpoint, Entity entity) {
    return endpoint + "/" + entity.entityName() + "-" + entity.entityVersion();
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
