package dev.mlharness.activities.credentials;

import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** This worker's own tokens, for whoever trusts its identity provider. Never kept. */
public final class WorkerTokens {
  private final Clock clock;
  private final Map<Source, SubjectTokenSource> sources = new ConcurrentHashMap<>();

  public WorkerTokens() {
    this(Clock.systemUTC());
  }

  public WorkerTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * A token that is valid now.
   *
   * @param audience for whom, where the source can be asked; null: as the workspace's identity says
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE} when there is none at the
   *     moment, {@code HELD} when there will be none before somebody mends the configuration
   */
  public SecretToken fetch(Workspace workspace, @Nullable String audience) {
    Identity identity =
        audience == null ? workspace.identity() : workspace.identity().forAudience(audience);
    return sources
        .computeIfAbsent(
            new Source(identity, workspace.limits().httpTimeout()),
            source -> SubjectTokenSource.of(source.identity(), source.timeout(), clock))
        .fetch();
  }

  private record Source(Identity identity, Duration timeout) {}
}
