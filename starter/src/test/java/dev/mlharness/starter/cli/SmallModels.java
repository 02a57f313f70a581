package dev.mlharness.starter.cli;

import dev.mlharness.access.Access;
import dev.mlharness.promotion.AdoptOrder;
import dev.mlharness.promotion.Departure;
import dev.mlharness.promotion.FindModel;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.FreezeOrder;
import dev.mlharness.promotion.Freezes;
import dev.mlharness.promotion.FreezesState;
import dev.mlharness.promotion.Model;
import dev.mlharness.promotion.ModelEvent;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.ModelQuestion;
import dev.mlharness.promotion.ModelState;
import dev.mlharness.promotion.ModelStatus;
import dev.mlharness.promotion.OrderedRollback;
import dev.mlharness.promotion.Reign;
import dev.mlharness.promotion.Reign.Origin;
import dev.mlharness.promotion.RollbackOrder;
import dev.mlharness.promotion.RollbackRequest;
import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.promotion.TurnAnswer;
import dev.mlharness.promotion.TurnRequest;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Just enough of the entities to type commands at. */
final class SmallModels {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private SmallModels() {}

  /** Knows every name. */
  public static final class Finding implements FindModel {
    @Override
    public Access run(ModelQuestion question) {
      return new Access(
          Objects.requireNonNullElse(question.workspace(), "prod"),
          Objects.requireNonNullElse(question.role(), "deployer"));
    }
  }

  /** Does what it is told, and tells it. */
  public static final class Ordered implements OrderedRollback {
    @Override
    public RollbackResult run(RollbackRequest request) {
      return new RollbackResult(
          request.to() != null ? request.to() : request.newest() ? "2" : "1",
          "2",
          null,
          "ordered by " + request.by());
    }
  }

  /** Version 2 has been champion since noon, instead of version 1. */
  public static final class Entity implements Model {
    private final ModelKey key;
    private final List<Reign> history = new ArrayList<>();

    @WorkflowInit
    public Entity(ModelState start) {
      key = start.key();
      history.add(reign("1", NOON.minusSeconds(3600), NOON));
      history.add(reign("2", NOON, null));
    }

    @Override
    public void run(ModelState start) {
      Workflow.await(() -> false);
    }

    @Override
    public TurnAnswer ask(TurnRequest request) {
      return new TurnAnswer(true, "nothing");
    }

    @Override
    public void checkAsk(TurnRequest request) {}

    @Override
    public void leave(Departure departure) {}

    @Override
    public void checkLeave(Departure departure) {}

    @Override
    public void thaw() {}

    @Override
    public RollbackResult rollback(RollbackOrder order) {
      return new RollbackResult("1", "2", null, "version 1 is champion again, said " + order.by());
    }

    @Override
    public void checkRollback(RollbackOrder order) {
      if ("9".equals(order.to())) {
        throw ApplicationFailure.newNonRetryableFailure("there is no version 9", "CONFLICT");
      }
    }

    @Override
    public ModelStatus adopt(AdoptOrder order) {
      return status();
    }

    @Override
    public void checkAdopt(AdoptOrder order) {}

    @Override
    public ModelStatus status() {
      return new ModelStatus(
          key,
          history.get(1),
          null,
          List.of(),
          List.of(),
          null,
          List.of(new ModelEvent(NOON, "champion changed from outside")));
    }

    @Override
    public List<Reign> history() {
      return history;
    }

    @Override
    public @Nullable Reign championAt(Instant instant) {
      return instant.isBefore(NOON.minusSeconds(3600))
          ? null
          : history.get(instant.isBefore(NOON) ? 0 : 1);
    }

    private static Reign reign(String version, Instant since, @Nullable Instant until) {
      return new Reign(
          version, since, until, Origin.PIPELINE, "ann", "better", "p-" + version, null);
    }
  }

  /** Remembers, and nothing else. */
  public static final class Freezing implements Freezes {
    private final List<Freeze> freezes = new ArrayList<>();

    @Override
    public void run(FreezesState start) {
      Workflow.await(() -> false);
    }

    @Override
    public Freeze freeze(FreezeOrder order) {
      freezes.add(new Freeze(order.scope(), order.by(), order.comment(), NOON));
      return freezes.get(freezes.size() - 1);
    }

    @Override
    public void checkFreeze(FreezeOrder order) {}

    @Override
    public Freeze unfreeze(FreezeOrder order) {
      Freeze lifted =
          freezes.stream()
              .filter(one -> one.scope().equals(order.scope()))
              .findFirst()
              .orElseThrow();
      freezes.remove(lifted);
      return lifted;
    }

    @Override
    public void checkUnfreeze(FreezeOrder order) {
      if (freezes.stream().noneMatch(one -> one.scope().equals(order.scope()))) {
        throw ApplicationFailure.newNonRetryableFailure("it is not frozen", "CONFLICT");
      }
    }

    @Override
    public Freeze[] stopping(ModelKey model) {
      return new Freeze[0];
    }

    @Override
    public List<Freeze> freezes() {
      return freezes;
    }
  }
}
