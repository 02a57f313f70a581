package dev.mlharness.starter.pipelines;

import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.RetryRequest;
import dev.mlharness.pipeline.TrainValidateDeploy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowUpdateStage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people order of one pipeline. An order that must not be carried out twice has an id: sent
 * again with the same one, it is the same order, and answers the same.
 */
public final class PipelineOrders {
  private final WorkflowClient temporal;
  private final String pipeline;

  public PipelineOrders(WorkflowClient temporal, String pipeline) {
    this.temporal = temporal;
    this.pipeline = pipeline;
  }

  public PipelineStatus retry(UUID order, RetryRequest request) {
    return update("retry", order, request);
  }

  public PipelineStatus skip(UUID order) {
    return update("skip", order);
  }

  /**
   * @param why null: nobody said
   */
  public PipelineStatus abort(UUID order, String by, @Nullable String why) {
    return update("abort", order, "by " + by + (why == null ? "" : ": " + why));
  }

  public PipelineStatus pause() {
    pipeline().pause();
    return status();
  }

  public PipelineStatus resume() {
    pipeline().resume();
    return status();
  }

  /** Returns where it stands before it hears of it. */
  public PipelineStatus cancel() {
    PipelineStatus status = status();
    temporal.newUntypedWorkflowStub(pipeline).cancel();
    return status;
  }

  public PipelineStatus status() {
    return pipeline().status();
  }

  private PipelineStatus update(String name, UUID order, Object... arguments) {
    return temporal
        .newUntypedWorkflowStub(pipeline)
        .startUpdate(
            UpdateOptions.newBuilder(PipelineStatus.class)
                .setUpdateName(name)
                .setUpdateId(order.toString())
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build(),
            arguments)
        .getResult();
  }

  private TrainValidateDeploy pipeline() {
    return temporal.newWorkflowStub(TrainValidateDeploy.class, pipeline);
  }
}
