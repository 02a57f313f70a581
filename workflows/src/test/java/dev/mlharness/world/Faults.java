package dev.mlharness.world;

import dev.mlharness.access.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Faults on request. A call is named by its activity and what it is about: {@code SubmitRun train},
 * {@code ChangeAlias champion}; a rule for {@code ChangeAlias} is for all of them.
 */
public final class Faults {
  private final List<Rule> rules = new ArrayList<>();

  /** The next calls fail before they have an effect. */
  public void fail(String call, int times, FailureType type) {
    add(call, times, () -> raise(call, type, "by request"), null);
  }

  /** All further calls fail, until {@link #mend}. */
  public void failAlways(String call, FailureType type) {
    fail(call, Integer.MAX_VALUE, type);
  }

  /** The next calls have their effect, and answer that they are unavailable. */
  public void loseReply(String call, int times) {
    add(call, times, null, () -> raise(call, FailureType.UNAVAILABLE, "reply lost"));
  }

  /** Something happens just before the effect of the next such call. */
  public void before(String call, Runnable event) {
    add(call, 1, event, null);
  }

  /** Something happens between the effect and the answer of the next such call. */
  public void after(String call, Runnable event) {
    add(call, 1, null, event);
  }

  public synchronized void mend() {
    rules.clear();
  }

  <T extends @Nullable Object> T around(String call, Supplier<T> effect) {
    Rule rule = next(call);
    run(rule == null ? null : rule.before);
    T result = effect.get();
    run(rule == null ? null : rule.after);
    return result;
  }

  private static void run(@Nullable Runnable event) {
    if (event != null) {
      event.run();
    }
  }

  private static void raise(String call, FailureType type, String why) {
    // Retryable by itself: only the pipeline's own list of types that are never retried forbids it.
    throw ApplicationFailure.newFailure(call + " failed " + why, type.name());
  }

  private synchronized void add(
      String call, int times, @Nullable Runnable before, @Nullable Runnable after) {
    rules.add(new Rule(call, times, before, after));
  }

  private synchronized @Nullable Rule next(String call) {
    for (Rule rule : rules) {
      if (rule.left > 0 && call.startsWith(rule.call)) {
        rule.left--;
        return rule;
      }
    }
    return null;
  }

  private static final class Rule {
    final String call;
    final @Nullable Runnable before;
    final @Nullable Runnable after;
    int left;

    Rule(String call, int times, @Nullable Runnable before, @Nullable Runnable after) {
      this.call = call;
      this.left = times;
      this.before = before;
      this.after = after;
    }
  }
}
