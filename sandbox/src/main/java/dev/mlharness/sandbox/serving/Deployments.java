package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.serving.EndpointSpec.Entity;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import jakarta.annotation.PreDestroy;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
  private static final long REST_SECONDS = 2;

  private final DocumentCollection<EndpointRecord> endpoints;
  private final DocumentCollection<Sources> sources;
  private final ScoringServers servers;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Executor afterRest =
      CompletableFuture.delayedExecutor(REST_SECONDS, TimeUnit.SECONDS, this::submit);
  private final Map<String, Object> turns = new ConcurrentHashMap<>();

  Deployments(Documents documents, ScoringServers servers) {
    this.endpoints = documents.collection("endpoints", EndpointRecord.class);
    this.sources = documents.collection("endpoint-sources", Sources.class);
    this.servers = servers;
    endpoints.list().forEach(endpoint -> begin(endpoint.name()));
  }

  /** Begins to bring the endpoint to what it should serve now, which may be nothing. */
  void begin(String name) {
    submit(() -> settle(name));
  }

  /** The server of an entity, if it takes requests. */
  Optional<ScoringServer> server(EndpointRecord endpoint, Entity entity) {
    return servers.ready(ServedKey.of(endpoint, entity));
  }

  /** What the server of an entity wrote. */
  ServerLog log(EndpointRecord endpoint, Entity entity) {
    return servers.log(ServedKey.of(endpoint, entity));
  }

  private void submit(Runnable work) {
    if (!threads.isShutdown()) {
      threads.execute(work);
    }
  }

  /** One at a time for each endpoint: an endpoint may be deleted and made anew meanwhile. */
  private void settle(String name) {
    synchronized (turns.computeIfAbsent(name, n -> new Object())) {
      try {
        Optional<EndpointRecord> endpoint = endpoints.get(name);
        if (endpoint.isPresent()) {
          serve(endpoint.get());
        }
        servers.retain(name, wanted(name));
        servers.removeOthers(name, endpoints.get(name).map(EndpointRecord::id).orElse(null));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        // Nobody waits for this thread's result; what failed must at least be told.
        log.error("Endpoint {} is not as it should be", name, e);
      }
    }
  }

  private void serve(EndpointRecord endpoint) throws InterruptedException {
    startActive(endpoint);
    EndpointSpec pending = endpoint.pending();
    if (pending == null || endpoint.failure() != null) {
      return;
    }
    try {
      start(endpoint, pending);
      for (Entity entity : pending.entities()) {
        start(endpoint, entity).awaitReady();
      }
      change(endpoint, EndpointRecord::changed);
    } catch (IllegalStateException | UncheckedIOException e) {
      log.info("Endpoint {} could not be updated: {}", endpoint.name(), e.getMessage());
      change(endpoint, now -> now.failed(String.valueOf(e.getMessage())));
    }
  }

  /** What was served goes on, or is tried again later; that keeps no update from its turn. */
  private void startActive(EndpointRecord endpoint) {
    if (endpoint.active() == null) {
      return;
    }
    try {
      start(endpoint, endpoint.active());
    } catch (IllegalStateException | UncheckedIOException e) {
      log.warn("Endpoint {} cannot serve what it did: {}", endpoint.name(), e.getMessage());
    }
  }

  /** Changes the record unless it is another endpoint's by now, of the same name. */
  private void change(EndpointRecord endpoint, UnaryOperator<EndpointRecord> change) {
    endpoints.update(
        endpoint.name(), now -> now.id().equals(endpoint.id()) ? change.apply(now) : now);
  }

  private void start(EndpointRecord endpoint, EndpointSpec spec) {
    spec.entities().forEach(entity -> start(endpoint, entity));
  }

  private ScoringServer start(EndpointRecord endpoint, Entity entity) {
    String name = endpoint.name();
    return servers.ensure(
        ServedKey.of(endpoint, entity),
        source(name, entity),
        () -> afterRest.execute(() -> settle(name)));
  }

  private String source(String endpoint, Entity entity) {
    return sources
        .get(endpoint)
        .map(known -> known.of(entity))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Nobody knows where the files of " + entity.entityName() + " are."));
  }

  private Set<ServedKey> wanted(String name) {
    Set<ServedKey> keys = new HashSet<>();
    endpoints
        .get(name)
        .ifPresent(
            endpoint ->
                Stream.of(
                        Optional.ofNullable(endpoint.active()),
                        Optional.ofNullable(endpoint.pending())
                            .filter(pending -> endpoint.failure() == null))
                    .flatMap(Optional::stream)
                    .flatMap(spec -> spec.entities().stream())
                    .forEach(entity -> keys.add(ServedKey.of(endpoint, entity))));
    return keys;
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
