package dev.mlharness.starter.way;

import dev.mlharness.identity.rotation.RotationResult;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Pause;
import dev.mlharness.starter.cron.Times;
import dev.mlharness.starter.remote.ApiClient;
import dev.mlharness.starter.remote.Path;
import dev.mlharness.starter.rotation.LatestRotation;
import dev.mlharness.starter.rotation.RotatedSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rotations through the API. */
record ApiSecrets(ApiClient api) implements Secrets {
  private static final Path ALL = Path.of("/v1/secrets");

  /** A rotation may take a day. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  @Override
  public List<RotatedSecret> list() {
    return List.of(api.get(ALL.toString(), RotatedSecret[].class));
  }

  @Override
  public Rotation rotate(String secret) {
    Path rotations = ALL.to(secret).to("rotations");
    Accepted started = api.post(rotations.toString(), Map.of(), Accepted.class);
    return new Started(api, rotations.to("latest"), started.rotation());
  }

  @Override
  public @Nullable Instant schedule(String secret, Times times) {
    return api.query(ALL.to(secret).to("schedule").toString(), times, ApiIdentities.Scheduled.class)
        .next();
  }

  private record Accepted(String rotation) {}

  private record Started(ApiClient api, Path latest, String id) implements Rotation {
    @Override
    public @Nullable String page() {
      return null; // The API does not know where the Temporal UI is.
    }

    @Override
    public RotationResult result() {
      while (true) {
        LatestRotation rotation = api.get(latest.toString(), LatestRotation.class);
        if (rotation.result() != null) {
          return rotation.result();
        }
        if (rotation.failure() != null) {
          throw CommandFailure.failed(rotation.failure(), null);
        }
        Pause.of(LOOK_AGAIN, "interrupted; the rotation goes on");
      }
    }
  }
}
