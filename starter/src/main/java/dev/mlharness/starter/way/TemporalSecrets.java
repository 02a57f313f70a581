package dev.mlharness.starter.way;

import dev.mlharness.identity.rotation.RotationResult;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.cron.Times;
import dev.mlharness.starter.rotation.RotatedSecret;
import dev.mlharness.starter.rotation.Rotations;
import io.temporal.client.WorkflowStub;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rotations as workflows. */
record TemporalSecrets(Temporal temporal) implements Secrets {
  @Override
  public List<RotatedSecret> list() {
    return new Rotations(temporal).all();
  }

  @Override
  public Rotation rotate(String secret) {
    return new Started(temporal, new Rotations(temporal).start(secret));
  }

  @Override
  public @Nullable Instant schedule(String secret, Times times) {
    new Rotations(temporal).mustKnow(secret);
    return Rotations.upkeep(secret).keep(temporal, times.cron(), times.timezone());
  }

  private record Started(Temporal temporal, WorkflowStub workflow) implements Rotation {
    @Override
    public String id() {
      return workflow.getExecution().getWorkflowId();
    }

    @Override
    public @Nullable String page() {
      return temporal.page(id()).orElse(null);
    }

    @Override
    public RotationResult result() {
      return workflow.getResult(RotationResult.class);
    }
  }
}
