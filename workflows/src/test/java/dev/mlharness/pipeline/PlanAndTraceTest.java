package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.lineage.Trace;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.plan.Plan;
import dev.mlharness.recipe.RecipeReader;
import io.temporal.client.WorkflowOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlanAndTraceTest {
  private static final WorkflowOptions OPTIONS =
      WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.HARNESS).build();

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  void aPlanPinsAndChangesNothing() {
    Plan plan = pipelines.client().newWorkflowStub(Plan.class, OPTIONS);

    assertThat(plan.run(RecipeReader.read(Recipes.SERVED).document()).remarks())
        .containsExactly("planned");
    assertThat(pipelines.world().tracking().runsMade()).isZero();
    assertThat(pipelines.world().runs().made()).isEmpty();
  }

  @Test
  void aPlanSaysWhenNobodyCouldApprove() {
    pipelines.world().approval().nobodyCanApprove("nobody is in group:ml-leads");
    Plan plan = pipelines.client().newWorkflowStub(Plan.class, OPTIONS);

    assertThat(plan.run(RecipeReader.read(Recipes.SERVED).document()).remarks())
        .containsExactly("planned", "nobody is in group:ml-leads");
  }

  @Test
  void aTraceLeadsFromTheChampionToItsManifest() {
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.result();

    Trace trace = pipelines.client().newWorkflowStub(Trace.class, OPTIONS);

    assertThat(trace.run(new TraceTarget(null, null, "main.fraud.detector", null, null)).manifest())
        .isEqualTo(pipeline.stub().manifest());
  }
}
