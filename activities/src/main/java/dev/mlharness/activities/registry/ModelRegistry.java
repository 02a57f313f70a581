package dev.mlharness.activities.registry;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.mlflow.RecordedRun;
import dev.mlharness.activities.mlflow.RunReader;
import dev.mlharness.lineage.Tags;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.AliasChange;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegisterRequest;
import dev.mlharness.registry.RegistryActivities;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Registered models, whichever registry the workspace has: look first, then change, then look. */
public final class ModelRegistry implements RegistryActivities {
  private final Registries registries;
  private final RunReader runs;

  public ModelRegistry(Registries registries, RunReader runs) {
    this.registries = registries;
    this.runs = runs;
  }

  @Override
  public ModelVersion register(RegisterRequest request) {
    Registry registry = registries.of(request.access(), request.model());
    return completed(registry, request, existing(registry, request)).toModelVersion();
  }

  private static Registration existing(Registry registry, RegisterRequest request) {
    List<Registration> ofRun =
        registry.versionsOf(request.access(), request.model(), request.logged().runId());
    return Adoption.choose(ofRun, request).orElseGet(() -> create(registry, request));
  }

  private static Registration create(Registry registry, RegisterRequest request) {
    registry.ensureModel(request.access(), request.model());
    return registry.create(request);
  }

  private static Registration completed(
      Registry registry, RegisterRequest request, Registration found) {
    Access access = request.access();
    Map<String, String> missing = missingTags(request, found);
    if (!missing.isEmpty()) {
      registry.tag(access, found.model(), found.version(), missing);
    }
    if (found.state() == Registration.State.PENDING) {
      registry.complete(access, found);
    }
    return readBack(registry, access, found);
  }

  private static Map<String, String> missingTags(RegisterRequest request, Registration found) {
    Map<String, String> missing = new HashMap<>(request.tags());
    missing.put(Tags.KEY, request.key());
    missing.entrySet().removeIf(tag -> tag.getValue().equals(found.tags().get(tag.getKey())));
    return missing;
  }

  private static Registration readBack(Registry registry, Access access, Registration found) {
    Registration now =
        registry
            .version(access, found.model(), found.version())
            .orElseThrow(() -> gone(found.model(), found.version()));
    return switch (now.state()) {
      case READY -> now;
      case PENDING ->
          throw Failures.of(
              FailureType.UNAVAILABLE,
              "version %s of %s is not ready yet; it is looked at again"
                  .formatted(now.version(), now.model()));
      case FAILED ->
          throw Failures.of(
              FailureType.HELD,
              ("the registry could not finish version %s of %s: look at it there, delete it, then"
                      + " retry the stage")
                  .formatted(now.version(), now.model()));
    };
  }

  @Override
  public @Nullable ModelVersion byAlias(Access access, String model, Alias alias) {
    Registry registry = registries.of(access, model);
    String version = registry.target(access, model, alias.word());
    if (version == null) {
      return null;
    }
    return registry.version(access, model, version).map(Registration::toModelVersion).orElse(null);
  }

  @Override
  public void changeAlias(AliasChange change) {
    Registry registry = registries.of(change.access(), change.model());
    String now = registry.target(change.access(), change.model(), change.alias().word());
    if (Objects.equals(now, change.to())) {
      return;
    }
    if (!Objects.equals(now, change.from())) {
      throw conflict(change, now);
    }
    apply(registry, change);
    String then = registry.target(change.access(), change.model(), change.alias().word());
    if (!Objects.equals(then, change.to())) {
      throw conflict(change, then);
    }
  }

  private static void apply(Registry registry, AliasChange change) {
    String to = change.to();
    if (to == null) {
      registry.clear(change.access(), change.model(), change.alias());
    } else {
      registry.point(change.access(), change.model(), change.alias(), to);
    }
  }

  @Override
  public void tag(Access access, String model, String version, Map<String, String> tags) {
    registries.of(access, model).tag(access, model, version, tags);
  }

  @Override
  public @Nullable ModelVersion retire(
      Access access, String model, String key, Map<String, String> tags) {
    Registry registry = registries.of(access, model);
    return registry
        .byKey(access, model, key)
        .map(
            found -> {
              registry.tag(access, model, found.version(), tags);
              return registry.version(access, model, found.version()).orElse(found);
            })
        .map(Registration::toModelVersion)
        .orElse(null);
  }

  @Override
  public Map<String, Double> metrics(Access access, ModelVersion version) {
    String run = version.runId();
    // A run that was deleted since leaves no metrics to compare with; that must stop nobody.
    return run == null
        ? Map.of()
        : runs.find(access, run).map(RecordedRun::metrics).orElse(Map.of());
  }

  private static RuntimeException conflict(AliasChange change, @Nullable String now) {
    return Failures.of(
        FailureType.CONFLICT,
        "alias %s of %s names %s, not %s: somebody else changed it; nothing was overwritten"
            .formatted(change.alias().word(), change.model(), words(now), words(change.from())));
  }

  private static String words(@Nullable String version) {
    return version == null ? "no version" : "version " + version;
  }

  private static RuntimeException gone(String model, String version) {
    return Failures.of(
        FailureType.CONFLICT,
        "version %s of %s was deleted while it was being registered".formatted(version, model));
  }
}
