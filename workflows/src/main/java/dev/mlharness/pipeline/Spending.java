package dev.mlharness.pipeline;

import dev.mlharness.recipe.Budget;
import dev.mlharness.run.Allowance;
import dev.mlharness.run.RunResult;
import dev.mlharness.run.Usage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the runs of a pipeline have used, beside what they may use. */
final class Spending {
  private final Map<Long, Usage> byRun = new HashMap<>();
  private @Nullable Budget budget;

  /** The recipe's budget; null: without limit. */
  void limit(@Nullable Budget limit) {
    budget = limit;
  }

  /** A person allows more, or less; what they leave out stays. Without a budget there is none. */
  void raise(RetryRequest request) {
    Budget now = budget;
    if (now != null) {
      budget =
          new Budget(
              request.dbu() == null ? now.dbu() : request.dbu(),
              request.duration() == null ? now.duration() : request.duration(),
              now.onExceeded());
    }
  }

  /** Counts a run as it ended; once more after each repair. */
  void ended(RunResult result) {
    if (result.usage() != null) {
      byRun.put(result.run().runId(), result.usage());
    }
  }

  /** Null when the recipe has no budget. */
  @Nullable Spent spent() {
    Budget limit = budget;
    if (limit == null) {
      return null;
    }
    Usage used = used();
    return new Spent(used.time(), used.dbu(), limit.duration(), limit.dbu());
  }

  /** What was spent, in one sentence; null while there is something left, or no budget. */
  @Nullable String exceeded() {
    Spent spent = spent();
    return spent == null || !spent.exceeded()
        ? null
        : "the budget is spent: %s; raise it with retry --budget, or abort"
            .formatted(spent.words());
  }

  /** Whether the pipeline shall end rather than ask. */
  boolean aborts() {
    return budget != null && budget.onExceeded() == Budget.OnExceeded.ABORT;
  }

  /** What the next run may use; null: no limit but its own. */
  @Nullable Allowance left() {
    Budget limit = budget;
    if (limit == null) {
      return null;
    }
    Usage used = used();
    Duration time = limit.duration() == null ? null : limit.duration().minus(used.time());
    Double dbu = limit.dbu() == null ? null : Double.valueOf(limit.dbu() - dbu(used));
    return new Allowance(time, dbu);
  }

  private Usage used() {
    return byRun.values().stream().reduce(Usage.NONE, Usage::plus);
  }

  private static double dbu(Usage used) {
    return used.dbu() == null ? 0 : used.dbu();
  }
}
