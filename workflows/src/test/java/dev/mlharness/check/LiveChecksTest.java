package dev.mlharness.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.pipeline.PipelineExtension;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.recipe.LiveCheck;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.Pins;
import dev.mlharness.recipe.Manifests;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.run.RunActivities;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunOutcome;
import dev.mlharness.run.RunRequest;
import dev.mlharness.run.RunResult;
import dev.mlharness.run.RunResult.TaskResult;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveChecksTest {
  private final TestWorkflowEnvironment environment = PipelineExtension.newEnvironment();
  private final Returning runs = new Returning();

  /** Measures the first check of the manifest's watch. */
  @WorkflowInterface
  public interface Measuring {
    @WorkflowMethod
    Measurement measure(Manifest manifest, String key);
  }

  /** As a watch or a rollout would. */
  public static final class MeasuringWorkflow implements Measuring {
    @Override
    public Measurement measure(Manifest manifest, String key) {
      LiveCheck check = Objects.requireNonNull(manifest.recipe().watch()).checks().get(0);
      LiveModel live =
          new LiveModel(new Access("dev", "deployer"), manifest.recipe().model(), "7", null, null);
      LiveChecks checks = new LiveChecks(manifest, live, new Ledger());
      checks.measure(check, key);
      return checks.measure(check, key);
    }
  }

  /** Runs whose notebook returns what a test says. */
  private static final class Returning implements RunActivities {
    private final List<RunRequest> submitted = new ArrayList<>();
    private RunOutcome outcome = RunOutcome.SUCCESS;
    private @Nullable String value;

    @Override
    public synchronized RunHandle submit(RunRequest request) {
      submitted.add(request);
      return new RunHandle(request.access(), 42, "https://workspace.test/run/42", 0);
    }

    @Override
    public synchronized RunResult watch(RunHandle run) {
      return new RunResult(
          run, outcome, "it ended", List.of(new TaskResult("check", outcome, null, value)));
    }

    @Override
    public void cancel(RunHandle run) {
      throw new UnsupportedOperationException();
    }

    @Override
    public RunHandle repair(RunHandle run) {
      throw new UnsupportedOperationException();
    }
  }

  /** A source that is not there. */
  public static final class Nowhere implements CheckActivities {
    @Override
    public Measurement measure(CheckRequest request) {
      throw ApplicationFailure.newNonRetryableFailure(
          "asked as " + request.live().access().role(), FailureType.HELD.name());
    }

    @Override
    public DataAge dataAge(TableRead read) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeEach
  void start() {
    Worker worker = environment.newWorker(TaskQueues.HARNESS);
    worker.registerWorkflowImplementationTypes(MeasuringWorkflow.class);
    worker.registerActivitiesImplementations(runs, new Nowhere());
    environment.start();
  }

  @AfterEach
  void stop() {
    environment.close();
  }

  @Test
  void whatANotebookReturnsIsTheNumberAndTheSameMeasurementIsTheSameRun() {
    runs.value = " 0.25\n";

    Measurement measurement = measure("run: {notebook: /Shared/psi, parameters: {days: 7}}");

    assertThat(measurement.value()).isEqualTo(0.25);
    assertThat(measurement.detail()).contains("run 42");
    assertThat(runs.submitted).extracting(RunRequest::idempotencyToken).hasSize(2);
    assertThat(runs.submitted.get(0).idempotencyToken())
        .isEqualTo(runs.submitted.get(1).idempotencyToken());
    assertThat(runs.submitted.get(0).access().role()).as("the recipe's").isEqualTo("trainer");
    assertThat(runs.submitted.get(0).parameters())
        .containsEntry("days", "7")
        .containsEntry("mlharness_version", "7")
        .containsEntry("model_uri", "models:/main.fraud.detector/7");
  }

  @Test
  void aRunThatFailsOrReturnsNoNumberMeasuresNothing() {
    runs.value = "drifting";
    assertThat(measure("run: {notebook: /Shared/psi}").detail()).contains("'drifting'");
    runs.value = null;
    assertThat(measure("run: {notebook: /Shared/psi}").detail()).contains("returned nothing");
    runs.outcome = RunOutcome.FAILED;
    assertThat(measure("run: {notebook: /Shared/psi}").detail()).contains("ended FAILED");
  }

  @Test
  void aSourceThatIsNotThereMeasuresNothingAndStatementsActAsTheRecipesRole() {
    Measurement measurement = measure("sql: SELECT 1");

    assertThat(measurement.value()).isNull();
    assertThat(measurement.detail()).contains("asked as trainer");
    assertThat(measure("prometheus: {query: up}").detail()).contains("asked as deployer");
  }

  private Measurement measure(String source) {
    Manifest manifest =
        Manifests.of(
            RecipeReader.read(
                    """
                    model: main.fraud.detector
                    workspace: dev
                    role: trainer
                    train: {notebook: /Shared/train}
                    validate: {thresholds: {f1_score: {min: 0.9}}}
                    watch: {checks: [{name: drift, max: 0.2, %s}]}
                    """
                        .formatted(source))
                .recipe(),
            new Pins(null, List.of()));
    return environment
        .getWorkflowClient()
        .newWorkflowStub(
            Measuring.class, WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.HARNESS).build())
        .measure(manifest, "look 1");
  }
}
