package dev.mlharness.promotion;

import dev.mlharness.access.Access;
import dev.mlharness.access.Failures;
import dev.mlharness.lineage.Tags;
import dev.mlharness.promotion.Reign.Origin;
import dev.mlharness.promotion.Reign.Served;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegistryActivities;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.ServingActivities;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.failure.ActivityFailure;
import org.jspecify.annotations.Nullable;

/** Looks who is champion and what is served, and takes note of what was changed from outside. */
final class Look {
  private final Memory memory;

  Look(Memory memory) {
    this.memory = memory;
  }

  /** At the model as it is now. One that cannot be looked at stays as it was believed to be. */
  void around() {
    Access access = memory.access();
    if (access == null) {
      return;
    }
    try {
      noted(now(access, memory.endpoint()));
    } catch (ActivityFailure failure) {
      Failures.rethrowCancellation(failure);
      memory.note("could not look who is champion: " + Failures.sentence(failure));
    }
  }

  /**
   * @throws ActivityFailure when nobody answers, or the role may not look
   */
  Seen now(Access access, @Nullable String endpoint) {
    ModelVersion champion =
        ActivityProfiles.call(RegistryActivities.class, ActivityProfiles.ASKED, "who is champion")
            .byAlias(access, memory.key().model(), Alias.CHAMPION);
    return champion == null
        ? new Seen(null, null, served(access, endpoint))
        : new Seen(
            champion.version(), champion.tags().get(Tags.PIPELINE), served(access, endpoint));
  }

  /** Takes note of what was seen. Whoever promotes changes the endpoint, and will put it back. */
  void noted(Seen seen) {
    Seen lasting = memory.line().holder() == null ? seen : seen.withoutEndpoint();
    Champions before = memory.champions();
    memory.champions(known -> known.seen(memory.key().model(), lasting, Memory.now()));
    Champions after = memory.champions();
    boolean begun = after.reigns().size() > before.reigns().size();
    if (begun && after.current().orElseThrow().origin() == Origin.OUTSIDE) {
      String version = after.version();
      memory.note(
          before.reigns().isEmpty()
              ? "version " + version + " was champion when the harness first looked"
              : "champion changed from outside: " + words(before.version()) + " → " + version);
    } else if (before.version() != null && after.version() == null) {
      memory.note("champion changed from outside: version " + before.version() + " → none");
    }
  }

  private static @Nullable Served served(Access access, @Nullable String endpoint) {
    if (endpoint == null) {
      return null;
    }
    EndpointConfig config =
        ActivityProfiles.call(
                ServingActivities.class, ActivityProfiles.ASKED, "what " + endpoint + " serves")
            .read(access, endpoint)
            .config();
    return config == null ? null : new Served(endpoint, config);
  }

  private static String words(@Nullable String version) {
    return version == null ? "none" : "version " + version;
  }
}
