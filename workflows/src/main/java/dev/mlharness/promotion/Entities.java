package dev.mlharness.promotion;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import java.util.List;

/** Speaks to the entities from outside of workflows, and starts them when they are not there. */
public final class Entities {
  private final WorkflowClient temporal;
  private final String taskQueue;

  /**
   * @param taskQueue where the harness's workers take work from
   */
  public Entities(WorkflowClient temporal, String taskQueue) {
    this.temporal = temporal;
    this.taskQueue = taskQueue;
  }

  public TurnAnswer ask(TurnRequest request) {
    Model model = startable(request.key());
    return WorkflowClient.executeUpdateWithStart(
        model::ask, request, wait(TurnAnswer.class), beginning(model, request.key()));
  }

  public void leave(Departure departure) {
    ModelKey key = departure.request().key();
    Model model = startable(key);
    WorkflowClient.executeUpdateWithStart(
        model::leave, departure, wait(Void.class), beginning(model, key));
  }

  public ModelStatus adopt(ModelKey key, AdoptOrder order) {
    Model model = startable(key);
    return WorkflowClient.executeUpdateWithStart(
        model::adopt, order, wait(ModelStatus.class), beginning(model, key));
  }

  /**
   * @param id the same for the same order, which is then carried out once
   * @throws io.temporal.client.WorkflowUpdateException when it is refused, or fails
   * @throws io.temporal.client.WorkflowNotFoundException when the harness knows nothing of the
   *     model
   */
  public RollbackResult rollback(ModelKey key, RollbackOrder order, String id) {
    return order(key, order, id, WorkflowUpdateStage.COMPLETED).getResult();
  }

  /**
   * The same, without waiting until it is done: {@link ModelStatus#doing} says that it is being
   * done, and its events what came of it.
   *
   * @return has an answer at once when the order is refused
   * @throws io.temporal.client.WorkflowNotFoundException when the harness knows nothing of the
   *     model
   */
  public WorkflowUpdateHandle<RollbackResult> beginRollback(
      ModelKey key, RollbackOrder order, String id) {
    return order(key, order, id, WorkflowUpdateStage.ACCEPTED);
  }

  private WorkflowUpdateHandle<RollbackResult> order(
      ModelKey key, RollbackOrder order, String id, WorkflowUpdateStage stage) {
    return WorkflowStub.fromTyped(known(key))
        .startUpdate(
            UpdateOptions.newBuilder(RollbackResult.class)
                .setUpdateName("rollback")
                .setUpdateId(id)
                .setWaitForStage(stage)
                .build(),
            order);
  }

  public List<Freeze> stopping(ModelKey key) {
    return List.of(ofFreezes().stopping(key));
  }

  public Freeze freeze(FreezeOrder order) {
    return ofFreezes().freeze(order);
  }

  public Freeze unfreeze(FreezeOrder order) {
    return ofFreezes().unfreeze(order);
  }

  /** All freezes. */
  public List<Freeze> freezes() {
    return ofFreezes().freezes();
  }

  /** The entity of a model that the harness knows already; not started. */
  public Model known(ModelKey key) {
    return temporal.newWorkflowStub(Model.class, key.workflowId());
  }

  private Freezes ofFreezes() {
    Freezes freezes =
        temporal.newWorkflowStub(Freezes.class, options(Freezes.ID, "what is not promoted now"));
    // A start of what runs already is none.
    WorkflowClient.start(freezes::run, FreezesState.NONE);
    return temporal.newWorkflowStub(Freezes.class, Freezes.ID);
  }

  private Model startable(ModelKey key) {
    return temporal.newWorkflowStub(
        Model.class, options(key.workflowId(), "promotions and champions of " + key.model()));
  }

  private static WithStartWorkflowOperation<Void> beginning(Model model, ModelKey key) {
    return new WithStartWorkflowOperation<>(model::run, ModelState.of(key));
  }

  private WorkflowOptions options(String id, String summary) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(taskQueue)
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .setStaticSummary(summary)
        .build();
  }

  private static <T> UpdateOptions<T> wait(Class<T> answer) {
    return UpdateOptions.<T>newBuilder()
        .setResultClass(answer)
        .setWaitForStage(WorkflowUpdateStage.COMPLETED)
        .build();
  }
}
