package dev.mlharness.starter.way;

import dev.mlharness.identity.rotation.RotationResult;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.cron.Times;
import dev.mlharness.starter.remote.ApiClient;
import dev.mlharness.starter.remote.Path;
import dev.mlharness.starter.rotation.RotatedSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rotations through the API. */
record ApiSecrets(ApiClient api) implements Secrets {
  private static final Path ALL = Path.of("/v1/secrets");

  @Override
  public List<RotatedSecret> list() {
    return List.of(api.get(ALL.toString(), RotatedSecret[].class));
  }

  @Override
  public Rotation rotate(String secret, boolean waiting) {
    if (waiting) {
      throw CommandFailure.usage(
          "the API does not tell how a rotation ends",
          "leave --wait out; ./harness rotate list shows how far it is");
    }
    return api.post(ALL.to(secret).to("rotations").toString(), Map.of(), Started.class);
  }

  @Override
  public @Nullable Instant schedule(String secret, Times times) {
    return api.query(ALL.to(secret).to("schedule").toString(), times, ApiIdentities.Scheduled.class)
        .next();
  }

  private record Started(String secret, String rotation) implements Rotation {
    @Override
    public String id() {
      return rotation;
    }

    @Override
    public @Nullable String page() {
      return null; // The API does not know where the Temporal UI is.
    }

    @Override
    public RotationResult result() {
      throw new IllegalStateException("nobody waits through the API");
    }
  }
}
