package dev.mlharness.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mlharness.access.FailureType;
import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.Tags;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.recipe.Approve;
import dev.mlharness.recipe.Compute;
import dev.mlharness.recipe.Deploy;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.Manifest.Pins;
import dev.mlharness.recipe.Manifests;
import dev.mlharness.recipe.Metadata;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.Source;
import dev.mlharness.recipe.StageTask;
import dev.mlharness.recipe.Validate;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegisterRequest;
import dev.mlharness.tracking.BeginTracking;
import dev.mlharness.tracking.LoggedModel;
import dev.mlharness.tracking.TrackingActivities.Status;
import dev.mlharness.tracking.TrackingRun;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What MLflow tracking does for the harness, wherever it runs, and the way back from a version. */
abstract class TrackingContract {
  @RegisterExtension static final RealMlflow MLFLOW = new RealMlflow();

  private final String unique = UUID.randomUUID().toString().substring(0, 8);
  private final Manifest manifest = manifest("contract-" + unique);
  private Adapters adapters;

  abstract Adapters connect();

  /** A name of the levels that this registry wants. */
  abstract String modelName(String name);

  @BeforeEach
  void connected() {
    adapters = connect();
  }

  @Test
  void aPipelineHasOneRunHoweverOftenItBegins() {
    TrackingRun first = begin("key-" + unique);
    TrackingRun second = begin("key-" + unique);
    TrackingRun other = begin("other-" + unique);

    assertThat(second).isEqualTo(first);
    assertThat(other.runId()).isNotEqualTo(first.runId());
    assertThat(other.experimentId()).isEqualTo(first.experimentId());
  }

  @Test
  void trainingThatLoggedNoModelIsAMatterForAPerson() {
    TrackingRun run = begin("key-" + unique);

    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> adapters.tracking().loggedModel(run));

    assertThat(failure.getType()).isEqualTo(FailureType.HELD.name());
  }

  @Test
  void theNewestModelOfTheRunIsFound() {
    TrackingRun run = begin("key-" + unique);
    MLFLOW.logModel(run.experimentId(), run.runId());
    LoggedModel newer = MLFLOW.logModel(run.experimentId(), run.runId());

    assertThat(adapters.tracking().loggedModel(run)).isEqualTo(newer);
  }

  @Test
  void theLastValueOfEachMetricIsRead() {
    TrackingRun run = begin("key-" + unique);
    MLFLOW.metric(run.runId(), "accuracy", 0.5);
    MLFLOW.metric(run.runId(), "accuracy", 0.9);
    MLFLOW.metric(run.runId(), "loss", 0.1);

    assertThat(adapters.tracking().metrics(run))
        .containsOnly(Map.entry("accuracy", 0.9), Map.entry("loss", 0.1));
  }

  @Test
  void fromAVersionTheWayLeadsBackToTheManifest() {
    TrackingRun run = begin("key-" + unique);
    LoggedModel logged = MLFLOW.logModel(run.experimentId(), run.runId());
    MLFLOW.metric(run.runId(), "accuracy", 0.9);
    ModelVersion version = register(logged);
    adapters
        .tracking()
        .end(
            run,
            Status.FINISHED,
            Map.of(Tags.decision(1), "APPROVE by ana", Tags.run("train"), "http://run/1"));

    Lineage lineage =
        adapters
            .lineage()
            .trace(new TraceTarget(null, null, version.model(), version.version(), null));

    assertThat(lineage.manifest()).isEqualTo(manifest);
    assertThat(lineage.pipeline()).isEqualTo("pipeline-" + unique);
    assertThat(lineage.metrics()).containsEntry("accuracy", 0.9);
    assertThat(lineage.decisions()).containsExactly("APPROVE by ana");
    assertThat(lineage.runs()).containsEntry("train", "http://run/1");
    assertThat(lineage.environment()).containsExactly("mlflow==3.17.2", "scikit-learn==1.9.1");
    assertThat(lineage.remarks()).isEmpty();
  }

  @Test
  void endingTwiceIsNoError() {
    TrackingRun run = begin("key-" + unique);

    adapters.tracking().end(run, Status.KILLED, Map.of(Tags.OUTCOME, "cancelled"));
    adapters.tracking().end(run, Status.KILLED, Map.of(Tags.OUTCOME, "cancelled"));

    assertThat(MLFLOW.status(run.runId())).isEqualTo("KILLED");
  }

  String unique() {
    return unique;
  }

  TrackingRun begin(String key) {
    return adapters
        .tracking()
        .begin(new BeginTracking(adapters.access(), key, "pipeline-" + unique, manifest, null));
  }

  private ModelVersion register(LoggedModel logged) {
    return adapters
        .registry()
        .register(
            new RegisterRequest(
                adapters.access(),
                modelName("traced_" + unique),
                logged,
                "register-" + unique,
                Map.of(Tags.DIGEST, manifest.digest())));
  }

  private static Manifest manifest(String name) {
    // Longer than one tag can hold, and not only ASCII.
    Map<String, String> parameters =
        Map.of("note", "größer als 4.000 Zeichen: " + "x".repeat(5_000));
    Recipe recipe =
        new Recipe(
            "mlharness.dev/v1",
            "Recipe",
            new Metadata(name, null, Map.of()),
            "main.demo.contract",
            "dev",
            "trainer",
            new Source(new Source.Git("https://git.example.com/contract.git", "main")),
            List.of(),
            new Compute(null, null),
            new StageTask("notebooks/train", null, parameters, Duration.ofHours(1), 3, null),
            null,
            new Validate(null, Validate.Mode.ENFORCED, Map.of()),
            new Approve(1, true, Duration.ofDays(3), Approve.OnTimeout.REJECT),
            new Deploy(null, null),
            Recipe.OnFailure.HOLD,
            Duration.ofDays(1),
            null,
            null,
            null,
            List.of());
    GitPin git =
        new GitPin(
            "https://git.example.com/contract.git",
            "main",
            "0123456789abcdef0123456789abcdef01234567",
            null);
    return Manifests.of(recipe, new Pins(git, List.of()));
  }
}
