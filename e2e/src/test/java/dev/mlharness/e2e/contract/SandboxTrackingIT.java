package dev.mlharness.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.activities.workspace.RegistryKind;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tracking through the workspace with a token of the role; versions in Unity Catalog. */
class SandboxTrackingIT extends TrackingContract {
  @RegisterExtension static final RealSandbox SANDBOX = new RealSandbox(MLFLOW);

  @Override
  Adapters connect() {
    return Adapters.of(SANDBOX.workspace(RegistryKind.UNITY_CATALOG), RealWorkspaces.ROLE);
  }

  @Override
  String modelName(String name) {
    return "main.demo." + name;
  }

  @AfterEach
  void mend() {
    SANDBOX.administrator().noFaults();
  }

  @Test
  void aRunWhoseCreationWasNeverAnsweredIsNotMadeAgain() {
    SANDBOX
        .administrator()
        .fault("POST", "/api/2.0/mlflow/runs/create", 1, "{\"kind\": \"reply-lost\"}");

    assertThatThrownBy(() -> begin("key-" + unique())).isInstanceOf(ApplicationFailure.class);
    begin("key-" + unique());

    assertThat(SANDBOX.administrator().effects("mlflow-run", "pipeline-" + unique())).isEqualTo(1);
  }
}
