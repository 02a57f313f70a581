package dev.mlharness.activities.registry;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.registry.ModelVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds versions by number or by any alias, for those who only read. */
public final class VersionLookup {
  private final Registries registries;

  public VersionLookup(Registries registries) {
    this.registries = registries;
  }

  /**
   * @param source what the version was made from, as its registry says
   */
  public record Found(ModelVersion version, @Nullable String source, List<String> aliases) {
    public Found {
      aliases = List.copyOf(aliases);
    }
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND}
   */
  public Found version(Access access, String model, String version) {
    Registry registry = registries.of(access, model);
    Registration found =
        registry
            .version(access, model, version)
            .orElseThrow(() -> missing(access, "version " + version + " of " + model));
    return new Found(
        found.toModelVersion(), found.source(), registry.aliasesOf(access, model, version));
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND}
   */
  public Found alias(Access access, String model, String alias) {
    String version = registries.of(access, model).target(access, model, alias);
    if (version == null) {
      throw missing(access, "alias " + alias + " of " + model);
    }
    return version(access, model, version);
  }

  private static RuntimeException missing(Access access, String what) {
    return Failures.of(
        FailureType.NOT_FOUND,
        "There is no %s in workspace '%s', or role '%s' may not see it."
            .formatted(what, access.workspace(), access.role()));
  }
}
