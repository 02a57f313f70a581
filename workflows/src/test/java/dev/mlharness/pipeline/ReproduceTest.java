package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.FailureType;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.lineage.Tags;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifests;
import dev.mlharness.recipe.Reproduction;
import dev.mlharness.run.RunRequest;
import dev.mlharness.tracking.TrackingActivities;
import dev.mlharness.world.FakeRuns;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReproduceTest {
  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  private Manifest manifest;
  private String version;
  private List<FakeRuns.Run> before;

  /** A version that a pipeline has made, with its metrics. */
  @BeforeEach
  void deployed() {
    StartedPipeline first = pipelines.start(Recipes.with(Recipes.SERVED, "approve: {required: 0}"));
    assertThat(first.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    manifest = Objects.requireNonNull(first.stub().manifest());
    version =
        pipelines
            .world()
            .registry()
            .champion(Map.of("f1_score", 0.95), Map.of(Tags.DIGEST, manifest.digest()));
    before = List.copyOf(pipelines.world().runs().made());
  }

  @Test
  void theSameManifestIsTrainedTestedAndValidatedAndNothingIsRegisteredOrDeployed() {
    int versions = pipelines.world().registry().versionsMade();
    int aliases = pipelines.world().registry().aliasChanges();

    StartedPipeline pipeline = pipelines.start(reproduction(0.01));
    PipelineResult result = pipeline.result();

    assertThat(result.outcome()).isEqualTo(Outcome.REPRODUCED);
    assertThat(result.digest()).isEqualTo(manifest.digest());
    assertThat(result.reason()).contains("/" + version + " was reproduced");
    assertThat(result.reproduced()).isNotNull();
    assertThat(pipeline.stub().manifest()).isEqualTo(manifest);
    assertThat(pipelines.world().registry().versionsMade()).isEqualTo(versions);
    assertThat(pipelines.world().registry().aliasChanges()).isEqualTo(aliases);
    assertThat(told(again())).isEqualTo(told(before));
    assertThat(pipelines.world().audit().events())
        .filteredOn(event -> event.kind() == AuditKind.START)
        .last()
        .satisfies(event -> assertThat(event.detail().get("reproduces")).endsWith("/" + version));
    assertThat(pipeline.stub().ledger()).allMatch(entry -> entry.what().startsWith("run "));
  }

  @Test
  void metricsThatCameOutOtherwiseDiffer() {
    pipelines.world().tracking().willLog(Map.of("f1_score", 0.93));

    PipelineResult result = pipelines.start(reproduction(0.01)).result();

    assertThat(result.outcome()).isEqualTo(Outcome.DIFFERS);
    assertThat(result.reason()).contains("f1_score: 0.95 → 0.93");
    assertThat(pipelines.world().tracking().statuses())
        .allMatch(TrackingActivities.Status.FINISHED::equals);
  }

  @Test
  void withinAWiderToleranceTheyDoNot() {
    pipelines.world().tracking().willLog(Map.of("f1_score", 0.93));

    assertThat(pipelines.start(reproduction(0.05)).result().outcome())
        .isEqualTo(Outcome.REPRODUCED);
  }

  @Test
  void aManifestThatIsNotThatOfTheVersionIsRefusedBeforeAnythingRuns() {
    Manifest other =
        Manifests.of(manifest.recipe().in(manifest.recipe().workspace(), "other"), manifest.pins());

    PipelineResult result = pipelines.start(Reproduction.of(version, 0.01, other)).failure();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).contains("is not that of main.fraud.detector/" + version);
    assertThat(again()).isEmpty();
    assertThat(pipelines.world().tracking().runsMade()).as("that of the first").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Trace", "BeginTracking", "SubmitRun train", "WatchRun train", "EndTracking"})
  void aLostReplyMakesNoSecondRun(String call) {
    pipelines.world().faults().loseReply(call, 1);

    assertThat(pipelines.start(reproduction(0.01)).result().outcome())
        .isEqualTo(Outcome.REPRODUCED);
    assertThat(again()).hasSize(before.size());
  }

  @Test
  void cancelStopsTheRunThatIsUnderWay() {
    pipelines.world().runs().hang(Stage.TRAIN);
    pipelines.world().faults().before("WatchRun train", pipelines.upcoming()::cancel);

    StartedPipeline pipeline = pipelines.start(reproduction(0.01));

    assertThat(pipeline.cancelled().outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(pipelines.world().nothingRuns()).isTrue();
    assertThat(again()).hasSize(1);
  }

  @Test
  void aFailedStageIsHeldAndTriedAgain() {
    pipelines.world().faults().fail("FindLoggedModel", 1, FailureType.ACCESS_DENIED);
    StartedPipeline pipeline = pipelines.start(reproduction(0.01));
    assertThat(pipeline.held().stage()).isEqualTo(Stage.TRAIN);

    pipeline.stub().retry(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.REPRODUCED);
  }

  private Reproduction reproduction(double tolerance) {
    return Reproduction.of(version, tolerance, manifest);
  }

  private List<FakeRuns.Run> again() {
    List<FakeRuns.Run> all = pipelines.world().runs().made();
    return all.subList(before.size(), all.size());
  }

  /** Access, task, compute and code of each run. */
  private static List<List<Object>> told(List<FakeRuns.Run> runs) {
    return runs.stream().map(FakeRuns.Run::request).map(ReproduceTest::told).toList();
  }

  private static List<Object> told(RunRequest request) {
    return List.of(
        request.access(), request.task(), request.compute(), String.valueOf(request.git()));
  }
}
