package dev.mlharness.starter.cli;

import dev.mlharness.access.Access;
import dev.mlharness.identity.rotation.ListSecrets;
import dev.mlharness.identity.rotation.RotateSecret;
import dev.mlharness.identity.rotation.RotationRequest;
import dev.mlharness.identity.rotation.RotationResult;
import dev.mlharness.identity.rotation.RotationStatus;
import dev.mlharness.secret.SecretSummary;
import dev.mlharness.secret.SecretsQuestion;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rotations without secrets: {@code bi} is done at once, {@code slow} never, another fails. */
final class SmallRotation {
  private SmallRotation() {}

  /** One rotation. */
  public static final class Rotating implements RotateSecret {
    private String doing = "waiting";

    @Override
    public RotationResult run(RotationRequest request) {
      if (request.secret().equals("slow")) {
        Workflow.await(() -> false);
      }
      if (!request.secret().equals("bi")) {
        throw ApplicationFailure.newNonRetryableFailure("there are 5 secrets", "HELD");
      }
      doing = "done";
      return new RotationResult("bi", "principal-1", "new", List.of("old"), List.of("other"));
    }

    @Override
    public RotationStatus status() {
      return new RotationStatus("bi", doing, null, null, null, List.of());
    }
  }

  /** Two secrets; one of them cannot be seen. */
  public static final class Listing implements ListSecrets {
    @Override
    public SecretSummary[] run(SecretsQuestion question) {
      return new SecretSummary[] {secret("bi", null), secret("slow", "its store is away")};
    }

    private static SecretSummary secret(String name, @Nullable String problem) {
      return new SecretSummary(
          name,
          new Access("prod", "rotator"),
          "principal-1",
          "file /run/secrets/" + name,
          Duration.ofDays(1),
          problem == null ? "new" : null,
          Instant.parse("2026-11-24T10:15:30Z"),
          null,
          2,
          problem);
    }
  }
}
