package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mlharness.approval.Remark;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Once: whatever dies, each attempt of a stage makes one run, one version, one alias change.
 *
 * <p>The worker is killed once, when there is a pipeline in the midst of every stage. A change that
 * was lost is made again only after minutes; the other test runs meanwhile.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashIT {
  private static final String SLOW = "{\"kind\":\"slow\",\"millis\":20000}";

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir static Path folder;

  private static final Map<Stage, Killed> KILLED = new EnumMap<>(Stage.class);

  /** A pipeline that lost its worker in a stage. */
  private record Killed(FastRecipe recipe, Path calls, Pipelines.Started started) {
    static Killed begin(Stage stage, Map<String, String> values) {
      Path own = folder.resolve(stage.word());
      Path calls = own.resolve("calls");
      FastRecipe recipe =
          FastRecipe.in(own.resolve("repository"), STACK.freshModel("killed_" + stage.word()))
              .counting(calls);
      for (var value : values.entrySet()) {
        recipe = recipe.with(value.getKey(), value.getValue());
      }
      return new Killed(recipe, calls, STACK.start(recipe));
    }

    String model() {
      return recipe.model();
    }
  }

  @BeforeAll
  static void aWorkerIsKilledInTheMidstOfEveryStage() throws IOException {
    SandboxControl sandbox = STACK.sandbox();
    Path registerMay = folder.resolve("register-may");
    Path allMay = folder.resolve("all-may");
    begin(Stage.DEPLOY, Map.of("deploy", "{role: deployer, serving: {endpoint: killed-deploy}}"));
    begin(Stage.APPROVE, Map.of());
    begin(Stage.REGISTER, ungated("validate.task", registerMay));
    begin(Stage.VALIDATE, ungated("validate.task", allMay));
    begin(Stage.TEST, ungated("test", allMay));
    begin(Stage.TRAIN, ungated("train", allMay));
    for (Stage stage : List.of(Stage.TRAIN, Stage.TEST, Stage.VALIDATE)) {
      started(stage).awaitRunOf(stage);
    }
    started(Stage.REGISTER).awaitRunOf(Stage.VALIDATE);
    started(Stage.APPROVE).awaitState(State.WAITING);
    started(Stage.DEPLOY).awaitState(State.WAITING);

    List<Long> slow = new ArrayList<>();
    slow.add(sandbox.fault("POST", "/api/2.0/mlflow/unity-catalog/model-versions/create", 1, SLOW));
    Files.createFile(registerMay);
    awaitStrike(slow.get(0));
    slow.add(sandbox.fault("POST", "/api/2.0/serving-endpoints", 1, SLOW));
    started(Stage.DEPLOY).pipeline().approve(new Remark("approver@example.com", null, null));
    awaitStrike(slow.get(1));
    STACK.restartWorkerByForce();
    Files.createFile(allMay);
  }

  private static void begin(Stage stage, Map<String, String> values) {
    KILLED.put(stage, Killed.begin(stage, values));
  }

  private static Map<String, String> ungated(String task, Path waitsFor) {
    return Map.of(
        "approve", "{required: 0}", task + ".parameters.wait_for", "\"" + waitsFor + "\"");
  }

  private static Pipelines.Started started(Stage stage) {
    return Objects.requireNonNull(KILLED.get(stage), stage.word()).started();
  }

  private static void awaitStrike(long fault) {
    await().atMost(Duration.ofMinutes(3)).until(() -> STACK.sandbox().struck(fault));
  }

  @AfterEach
  void mend() {
    STACK.sandbox().noFaults();
    STACK.ensureWorker();
  }

  @Test
  @Order(1)
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

  @Test
  @Order(2)
  void aWorkerKilledInEveryStageCostsNothingTwice() throws Exception {
    started(Stage.APPROVE).pipeline().approve(new Remark("approver@example.com", null, null));
    for (Killed killed : KILLED.values()) {
      String model = killed.model();
      assertThat(killed.started().result().outcome()).as(model).isEqualTo(Outcome.DEPLOYED);
      assertThat(FastRecipe.executions(killed.calls()))
          .as(model)
          .containsExactlyInAnyOrderEntriesOf(Map.of("train", 1L, "test", 1L, "validate", 1L));
      assertThat(STACK.sandbox().effects("model-version", model)).as(model).isEqualTo(1);
      assertThat(STACK.sandbox().effects("alias", model + "@champion")).as(model).isEqualTo(1);
      assertThat(STACK.alias(model, "champion")).as(model).isEqualTo("1");
    }
    assertThat(STACK.sandbox().effects("endpoint-create", "killed-deploy")).isEqualTo(1);
  }
}
