package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.approval.Remark;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.Stage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Once: whatever dies, each attempt of a stage makes one run, one version, one alias change. */
class CrashIT {
  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;

  @AfterEach
  void mend() {
    STACK.sandbox().noFaults();
    STACK.ensureWorker();
  }

  @Test
  void aWorkerKilledInEveryStageCostsNothingTwice() throws Exception {
    String model = STACK.freshModel("killed");
    String endpoint = model.substring(model.lastIndexOf('.') + 1).replace('_', '-');
    Path calls = folder.resolve("calls");
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), model)
            .counting(calls)
            .with("train.parameters.seconds", "\"6\"")
            .with("test.parameters.seconds", "\"6\"")
            .with("validate.task.parameters.seconds", "\"6\"")
            .with("deploy", "{role: deployer, serving: {endpoint: " + endpoint + "}}");
    Pipelines.Started started = STACK.start(recipe);
    STACK.restartWorkerByForce();
    for (Stage stage : new Stage[] {Stage.TRAIN, Stage.TEST, Stage.VALIDATE}) {
      started.awaitRunOf(stage);
      STACK.restartWorkerByForce();
    }
    started.awaitStage(Stage.REGISTER);
    STACK.restartWorkerByForce();
    started.awaitState(State.WAITING);
    STACK.restartWorkerByForce();
    started.pipeline().approve(new Remark("approver@example.com", null, null));
    started.awaitStage(Stage.DEPLOY);
    STACK.restartWorkerByForce();

    assertThat(started.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(FastRecipe.executions(calls))
        .containsExactlyInAnyOrderEntriesOf(Map.of("train", 1L, "test", 1L, "validate", 1L));
    assertThat(STACK.sandbox().effects("model-version", model)).isEqualTo(1);
    assertThat(STACK.sandbox().effects("alias", model + "@champion")).isEqualTo(1);
    assertThat(STACK.sandbox().effects("endpoint-create", endpoint)).isEqualTo(1);
    assertThat(STACK.alias(model, "champion")).isEqualTo("1");
  }

  @Test
  void busyAnswersAndLostRepliesCostNothingTwice() throws Exception {
    String model = STACK.freshModel("faulty");
    Path calls = folder.resolve("calls");
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), model)
            .counting(calls)
            .with("approve", "{required: 0}");
    SandboxControl sandbox = STACK.sandbox();
    String busy = "{\"kind\":\"status\",\"status\":429,\"retryAfter\":1}";
    String down = "{\"kind\":\"status\",\"status\":503}";
    String lost = "{\"kind\":\"reply-lost\"}";
    sandbox.fault("POST", "/api/2.*/jobs/runs/submit", 1, busy);
    sandbox.fault("POST", "/api/2.*/jobs/runs/submit", 2, lost);
    sandbox.fault("GET", "/api/2.*/jobs/runs/list", 3, down);
    sandbox.fault("GET", "/api/2.*/jobs/runs/get", 1, busy);
    sandbox.fault("POST", "/api/2.0/mlflow/runs/create", 1, lost);
    sandbox.fault("POST", "/api/2.0/mlflow/unity-catalog/model-versions/create", 1, lost);
    sandbox.fault("PUT", "/api/2.1/unity-catalog/models/*/aliases/*", 2, lost);

    assertThat(STACK.start(recipe).result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(FastRecipe.executions(calls))
        .containsExactlyInAnyOrderEntriesOf(Map.of("train", 1L, "test", 1L, "validate", 1L));
    assertThat(sandbox.effects("model-version", model)).isEqualTo(1);
    assertThat(sandbox.effects("alias", model + "@champion")).isEqualTo(1);
  }
}
