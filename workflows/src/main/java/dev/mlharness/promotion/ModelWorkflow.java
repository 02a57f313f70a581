package dev.mlharness.promotion;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowLock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Handlers change what is remembered at once; whatever looks at the world or changes it is done by
 * one at a time, under the lock.
 */
public final class ModelWorkflow implements Model {
  private final Memory memory;
  private final Turns turns;
  private final Orders orders;
  private final WorkflowLock lock = Workflow.newWorkflowLock();
  private @Nullable String doing;
  private int messages;

  @WorkflowInit
  public ModelWorkflow(ModelState start) {
    memory = new Memory(start);
    Look look = new Look(memory);
    turns = new Turns(memory, look);
    orders = new Orders(memory, turns, look);
  }

  @Override
  public void run(ModelState start) {
    while (!readyToRenew()) {
      show();
      turns.await(this::readyToRenew);
      if (turns.due()) {
        alone(
            () -> {
              turns.move();
              return true;
            });
      }
    }
    Workflow.newContinueAsNewStub(Model.class).run(memory.state());
  }

  /** A handler that has not finished could not answer from the next execution. */
  private boolean readyToRenew() {
    Integer limit = memory.renewAfter();
    boolean wanted =
        limit == null ? Workflow.getInfo().isContinueAsNewSuggested() : messages >= limit;
    return wanted && !turns.due() && Workflow.isEveryHandlerFinished();
  }

  private <T> T alone(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public TurnAnswer ask(TurnRequest request) {
    messages++;
    return turns.ask(request);
  }

  @Override
  public void checkAsk(TurnRequest request) {
    checkAbout(request);
  }

  @Override
  public void leave(Departure departure) {
    messages++;
    turns.leave(departure);
  }

  @Override
  public void checkLeave(Departure departure) {
    checkAbout(departure.request());
  }

  private void checkAbout(TurnRequest request) {
    if (!request.key().equals(memory.key())) {
      throw Failures.of(
          FailureType.CONFLICT,
          "this is the entity of %s in workspace %s, not of %s in %s"
              .formatted(
                  memory.key().model(),
                  memory.key().workspace(),
                  request.model(),
                  request.access().workspace()));
    }
  }

  @Override
  public void thaw() {
    messages++;
    turns.thaw();
  }

  @Override
  public RollbackResult rollback(RollbackOrder order) {
    return carriedOut(order.withdrawal().sentence(), () -> orders.rollback(order));
  }

  @Override
  public void checkRollback(RollbackOrder order) {
    checkIdle();
    if (memory.access() == null) {
      throw Failures.of(
          FailureType.CONFLICT,
          "the harness has not promoted %s yet and knows nothing of it; adopt it first"
              .formatted(memory.key().model()));
    }
  }

  @Override
  public ModelStatus adopt(AdoptOrder order) {
    return carriedOut("adopted by " + order.by(), () -> orders.adopt(order));
  }

  @Override
  public void checkAdopt(AdoptOrder order) {
    checkIdle();
    if (!order.access().workspace().equals(memory.key().workspace())) {
      throw Failures.of(
          FailureType.CONFLICT, "this is an entity of workspace " + memory.key().workspace());
    }
    if (memory.line().holder() != null) {
      throw Failures.of(
          FailureType.CONFLICT,
          "pipeline %s promotes the model now; it is known by that"
              .formatted(memory.line().holder().pipeline()));
    }
  }

  private void checkIdle() {
    if (doing != null) {
      throw Failures.of(
          FailureType.CONFLICT, "another order is carried out first: " + doing + "; try again");
    }
  }

  private <T> T carriedOut(String what, Supplier<T> order) {
    messages++;
    doing = what;
    try {
      return alone(order);
    } catch (TemporalFailure failure) {
      memory.note(what + ": not done, " + Failures.sentence(failure));
      throw Orders.refused(failure);
    } finally {
      doing = null;
    }
  }

  private void show() {
    Workflow.setCurrentDetails(ModelDetails.of(status()));
  }

  @Override
  public ModelStatus status() {
    return memory.status(doing);
  }

  @Override
  public List<Reign> history() {
    return memory.champions().reigns();
  }

  @Override
  public @Nullable Reign championAt(Instant instant) {
    return memory.champions().at(instant).orElse(null);
  }
}
