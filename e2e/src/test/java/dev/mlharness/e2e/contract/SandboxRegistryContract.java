package dev.mlharness.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.registry.ModelVersion;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A registry behind the sandbox also keeps its word when things go wrong on request. */
abstract class SandboxRegistryContract extends RegistryContract {
  @RegisterExtension static final RealSandbox SANDBOX = new RealSandbox(MLFLOW);

  private static final String REPLY_LOST = "{\"kind\": \"reply-lost\"}";

  abstract RegistryKind kind();

  /** Where a version is made. */
  abstract String creation();

  /** What sets an alias. */
  abstract Call aliasChange();

  record Call(String method, String path) {}

  @Override
  Adapters adapters() {
    return Adapters.of(SANDBOX.workspace(kind()), RealWorkspaces.ROLE);
  }

  @AfterEach
  void mend() {
    SANDBOX.administrator().noFaults();
  }

  @Test
  void aRegistrationWhoseReplyWasLostMadeOneVersion() {
    SANDBOX.administrator().fault("POST", creation(), 1, REPLY_LOST);

    assertThat(failureOf(() -> register("key-1")).isNonRetryable()).isFalse();
    ModelVersion version = register("key-1");

    assertThat(version.version()).isEqualTo("1");
    assertThat(SANDBOX.administrator().effects("model-version", model())).isEqualTo(1);
  }

  @Test
  void anAliasChangeWhoseReplyWasLostHappenedOnce() {
    register("key-1");
    SANDBOX.administrator().fault(aliasChange().method(), aliasChange().path(), 1, REPLY_LOST);

    assertThat(failureOf(() -> registry().changeAlias(champion(null, "1"))).isNonRetryable())
        .isFalse();
    registry().changeAlias(champion(null, "1"));

    assertThat(champion()).isEqualTo("1");
    assertThat(SANDBOX.administrator().effects("alias", model() + "@champion")).isEqualTo(1);
  }

  @Test
  void aBusyRegistryIsTriedAgainLater() {
    SANDBOX
        .administrator()
        .fault("POST", creation(), 1, "{\"kind\": \"status\", \"status\": 429, \"retryAfter\": 3}");

    ApplicationFailure failure = failureOf(() -> register("key-1"));

    assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThat(failure.getNextRetryDelay()).hasSeconds(3);
    assertThat(SANDBOX.administrator().effects("model-version", model())).isZero();
  }

  @Test
  void aRevokedTokenIsReplacedWithoutAnybodyNoticing() {
    SANDBOX.administrator().fault("POST", creation(), 1, "{\"kind\": \"token-revoked\"}");

    assertThat(register("key-1").version()).isEqualTo("1");
  }

  private static ApplicationFailure failureOf(Runnable call) {
    return catchThrowableOfType(ApplicationFailure.class, call::run);
  }
}
