package dev.mlharness.world;

import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.LineageActivities;
import dev.mlharness.lineage.Tags;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.ModelVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Goes back from a version to the manifest whose digest it carries. */
final class FakeLineage implements LineageActivities {
  private final Faults faults;
  private final FakeRegistry registry;
  private final FakeResolve resolve;

  FakeLineage(Faults faults, FakeRegistry registry, FakeResolve resolve) {
    this.faults = faults;
    this.registry = registry;
    this.resolve = resolve;
  }

  @Override
  public Lineage trace(TraceTarget target) {
    return faults.around("Trace", () -> found(target));
  }

  private Lineage found(TraceTarget target) {
    ModelVersion version =
        target.version() == null
            ? Objects.requireNonNull(registry.named(Alias.CHAMPION))
            : registry.version(target.version());
    return new Lineage(
        target.endpoint(),
        version,
        List.of(),
        resolve.byDigest(version.tags().get(Tags.DIGEST)),
        version.tags().get(Tags.PIPELINE),
        Map.of(),
        Map.of(),
        registry.logged(version),
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}
