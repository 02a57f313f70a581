package dev.mlharness.promotion;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowLock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Orders are recorded before they count, one after the other. */
public final class FreezesWorkflow implements Freezes {
  private static final String THAW = "thaw";

  /** Before, whoever asked while others were told that a freeze is lifted was forgotten. */
  private static final String VERSION = "stays-while-frozen";

  private final List<Freeze> freezes;
  private final Set<ModelKey> stopped;
  private final @Nullable Integer renewAfter;
  private final WorkflowLock lock = Workflow.newWorkflowLock();
  private int messages;

  @WorkflowInit
  public FreezesWorkflow(FreezesState start) {
    freezes = new ArrayList<>(start.freezes());
    stopped = new LinkedHashSet<>(start.stopped());
    renewAfter = start.renewAfter();
  }

  @Override
  public void run(FreezesState start) {
    Workflow.await(() -> renewalWanted() && Workflow.isEveryHandlerFinished());
    Workflow.newContinueAsNewStub(Freezes.class)
        .run(new FreezesState(freezes, List.copyOf(stopped), renewAfter));
  }

  private boolean renewalWanted() {
    return renewAfter == null
        ? Workflow.getInfo().isContinueAsNewSuggested()
        : messages >= renewAfter;
  }

  @Override
  public Freeze freeze(FreezeOrder order) {
    messages++;
    lock.lock();
    try {
      record("freeze", order);
      Freeze freeze = new Freeze(order.scope(), order.by(), order.comment(), Memory.now());
      of(order.scope()).ifPresent(freezes::remove);
      freezes.add(freeze);
      return freeze;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void checkFreeze(FreezeOrder order) {
    if (order.comment().isBlank() || order.by().isBlank()) {
      throw Failures.of(FailureType.CONFLICT, "a freeze says who wants it, and why");
    }
  }

  @Override
  public Freeze unfreeze(FreezeOrder order) {
    messages++;
    lock.lock();
    try {
      Freeze lifted = of(order.scope()).orElseThrow(() -> notFrozen(order.scope()));
      record("unfreeze", order);
      freezes.remove(lifted);
      tellThoseStopped();
      return lifted;
    } finally {
      lock.unlock();
    }
  }

  /** Models ask again while others are told: who is frozen still, or again, stays. */
  private void tellThoseStopped() {
    boolean stay =
        Workflow.getVersion(VERSION, Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    List<ModelKey> told = List.copyOf(stopped);
    if (stay) {
      stopped.removeIf(model -> covering(model).isEmpty());
    }
    told.forEach(FreezesWorkflow::thaw);
    if (!stay) {
      stopped.clear();
    }
  }

  @Override
  public void checkUnfreeze(FreezeOrder order) {
    if (of(order.scope()).isEmpty()) {
      throw notFrozen(order.scope());
    }
  }

  @Override
  public Freeze[] stopping(ModelKey model) {
    messages++;
    List<Freeze> found = covering(model);
    if (!found.isEmpty()) {
      stopped.add(model);
    }
    return found.toArray(Freeze[]::new);
  }

  @Override
  public List<Freeze> freezes() {
    return List.copyOf(freezes);
  }

  private List<Freeze> covering(ModelKey model) {
    return freezes.stream().filter(one -> one.scope().covers(model)).toList();
  }

  private Optional<Freeze> of(Scope scope) {
    return freezes.stream().filter(freeze -> freeze.scope().equals(scope)).findFirst();
  }

  private RuntimeException notFrozen(Scope scope) {
    return Failures.of(
        FailureType.CONFLICT,
        scope.words()
            + " is not frozen; frozen: "
            + (freezes.isEmpty()
                ? "nothing"
                : String.join("; ", freezes.stream().map(Freeze::sentence).toList())));
  }

  private static void record(String order, FreezeOrder given) {
    try {
      OrderRecords.record(
          order,
          given.by(),
          given.comment(),
          given.scope().workspace(),
          given.scope().words(),
          Map.of());
    } catch (ActivityFailure failure) {
      // Of a handler, any other failure would fail the workflow task, and be tried for ever.
      throw Orders.refused(failure);
    }
  }

  private static void thaw(ModelKey model) {
    if (!Signals.heard(model.workflowId(), THAW)) {
      // A model without an entity waits for nothing.
      Workflow.getLogger(FreezesWorkflow.class).info("{} is gone", model);
    }
  }
}
