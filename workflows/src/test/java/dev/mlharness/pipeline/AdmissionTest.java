package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.FailureType;
import dev.mlharness.approval.Remark;
import dev.mlharness.lineage.Tags;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.start.PipelineStart;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AdmissionTest {
  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  @Tag(Histories.KEPT)
  void aStartThatIsRefusedBeginsNothing() {
    pipelines.world().faults().failAlways("Admit", FailureType.ACCESS_DENIED);

    PipelineResult result = pipelines.startedBy("ann", Recipes.SERVED).failure();

    assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(result.reason()).contains("Admit failed by request");
    assertThat(pipelines.world().runs().made()).isEmpty();
  }

  @Test
  void theDoorSeesTheProofAndForWhichExecutionItShallCount() {
    StartedPipeline pipeline =
        pipelines.start(
            Recipes.SERVED,
            Map.of(TrainValidateDeploy.INITIATOR, "eve", TrainValidateDeploy.START, "a proof"));
    pipeline.atTheGate();

    PipelineStart start = pipelines.world().admission().starts().get(0);
    assertThat(start.proof()).isEqualTo("a proof");
    assertThat(start.initiator()).isEqualTo("eve");
    assertThat(start.pipeline()).isEqualTo(pipeline.workflowId());
    assertThat(start.execution())
        .isEqualTo(pipeline.untyped().describe().getExecution().getRunId());
  }

  @Test
  @Tag(Histories.KEPT)
  void whoIsProvenToHaveStartedItCountsAndNotWhoIsSaid() {
    StartedPipeline pipeline =
        pipelines.start(
            Recipes.SERVED,
            Map.of(
                TrainValidateDeploy.INITIATOR, "eve", TrainValidateDeploy.START, "signed by ann"));
    pipeline.atTheGate();

    pipeline.stub().approve(new Remark("ann", null, null));
    PipelineStatus status = pipeline.until(now -> !now.notes().isEmpty());
    assertThat(status.state()).isEqualTo(State.WAITING);
    assertThat(status.notes().get(0)).contains("approve by ann was ignored");

    pipeline.stub().approve(new Remark("bob", null, null));
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.world().registry().version("1").tags())
        .containsEntry(Tags.INITIATOR, "ann");
  }

  @Test
  void aProofThatIsNoTextIsNone() {
    StartedPipeline pipeline =
        pipelines.start(Recipes.SERVED, Map.of(TrainValidateDeploy.START, List.of(1)));
    pipeline.atTheGate();

    assertThat(pipelines.world().admission().starts().get(0).proof()).isNull();
  }

  @Test
  void aDoorThatDoesNotAnswerIsAskedAgain() {
    pipelines.world().faults().fail("Admit", 3, FailureType.UNAVAILABLE);

    assertThat(pipelines.start(Recipes.SERVED).atTheGate().state()).isEqualTo(State.WAITING);
  }
}
