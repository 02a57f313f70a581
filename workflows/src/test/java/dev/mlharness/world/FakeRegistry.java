package dev.mlharness.world;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.lineage.Tags;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.AliasChange;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegisterRequest;
import dev.mlharness.registry.RegistryActivities;
import io.temporal.failure.ApplicationFailure;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A registry with one model. */
public final class FakeRegistry implements RegistryActivities {
  private final Faults faults;
  private final Map<String, ModelVersion> versions = new LinkedHashMap<>();
  private final Map<String, Map<String, Double>> metrics = new HashMap<>();
  private final Map<Alias, String> aliases = new EnumMap<>(Alias.class);
  private int aliasChanges;

  FakeRegistry(Faults faults) {
    this.faults = faults;
  }

  /** There is a champion already, made by an earlier pipeline or by hand. */
  public synchronized String champion(Map<String, Double> logged, Map<String, String> tags) {
    String version = add("m", "earlier-run", tags);
    metrics.put(version, logged);
    aliases.put(Alias.CHAMPION, version);
    return version;
  }

  /** Somebody else moves an alias; null removes it. */
  public synchronized void meddle(Alias alias, @Nullable String version) {
    if (version == null) {
      aliases.remove(alias);
    } else {
      aliases.put(alias, version);
    }
  }

  public synchronized @Nullable String alias(Alias alias) {
    return aliases.get(alias);
  }

  public synchronized ModelVersion version(String version) {
    return Objects.requireNonNull(versions.get(version), "version " + version);
  }

  public synchronized int versionsMade() {
    return versions.size();
  }

  /** How often an alias really changed. */
  public synchronized int aliasChanges() {
    return aliasChanges;
  }

  @Override
  public ModelVersion register(RegisterRequest request) {
    return faults.around("RegisterVersion", () -> make(request));
  }

  private synchronized ModelVersion make(RegisterRequest request) {
    ModelVersion known = byKey(request.key());
    if (known != null) {
      return known;
    }
    Map<String, String> tags = new HashMap<>(request.tags());
    tags.put(Tags.KEY, request.key());
    return version(add(request.model(), request.logged().runId(), tags));
  }

  private String add(String model, String runId, Map<String, String> tags) {
    String version = String.valueOf(versions.size() + 1);
    versions.put(version, new ModelVersion(model, version, runId, tags));
    return version;
  }

  private @Nullable ModelVersion byKey(String key) {
    return versions.values().stream()
        .filter(version -> key.equals(version.tags().get(Tags.KEY)))
        .findFirst()
        .orElse(null);
  }

  @Override
  public @Nullable ModelVersion byAlias(Access access, String model, Alias alias) {
    return faults.around("ReadAlias " + alias.word(), () -> named(alias));
  }

  synchronized @Nullable ModelVersion named(Alias alias) {
    String version = aliases.get(alias);
    return version == null ? null : version(version);
  }

  @Override
  public void changeAlias(AliasChange change) {
    faults.around("ChangeAlias " + change.alias().word(), () -> apply(change));
  }

  private synchronized boolean apply(AliasChange change) {
    String now = aliases.get(change.alias());
    if (Objects.equals(now, change.to())) {
      return false;
    }
    if (!Objects.equals(now, change.from())) {
      throw ApplicationFailure.newFailure(
          "alias %s names %s, not %s".formatted(change.alias().word(), now, change.from()),
          FailureType.CONFLICT.name());
    }
    meddle(change.alias(), change.to());
    aliasChanges++;
    return true;
  }

  @Override
  public void tag(Access access, String model, String version, Map<String, String> tags) {
    faults.around("TagVersion", () -> tagged(version, tags));
  }

  private synchronized ModelVersion tagged(String version, Map<String, String> tags) {
    ModelVersion known = version(version);
    Map<String, String> all = new HashMap<>(known.tags());
    all.putAll(tags);
    ModelVersion tagged = new ModelVersion(known.model(), version, known.runId(), all);
    versions.put(version, tagged);
    return tagged;
  }

  @Override
  public @Nullable ModelVersion retire(
      Access access, String model, String key, Map<String, String> tags) {
    return faults.around("RetireVersion", () -> retired(key, tags));
  }

  private synchronized @Nullable ModelVersion retired(String key, Map<String, String> tags) {
    ModelVersion version = byKey(key);
    return version == null ? null : tagged(version.version(), tags);
  }

  @Override
  public Map<String, Double> metrics(Access access, ModelVersion version) {
    return faults.around("ReadVersionMetrics", () -> logged(version));
  }

  synchronized Map<String, Double> logged(ModelVersion version) {
    return metrics.getOrDefault(version.version(), Map.of());
  }
}
