package dev.mlharness.pipeline;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.payload.Durations;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.StageTask;
import dev.mlharness.recipe.Validate;
import dev.mlharness.timing.Waiting;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits at a failed stage for a person who can mend it. */
final class Hold {
  /** What a person wants done. */
  enum Answer {
    RETRY,
    SKIP,
    ABORT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Progress progress;
  private final Messages messages;
  private @Nullable Recipe policy;
  private @Nullable Held held;
  private @Nullable Answer answer;
  private @Nullable Stage back;
  private String remark = "";

  Hold(Progress progress, Messages messages) {
    this.progress = progress;
    this.messages = messages;
  }

  /** From now on, failures are handled as the recipe says. */
  void follow(Recipe recipe) {
    policy = recipe;
  }

  /** Does a piece of a stage; when it fails, holds, and does it again on {@code retry}. */
  <T> T mend(Stage stage, Supplier<T> work) {
    while (true) {
      try {
        return work.get();
      } catch (ActivityFailure failure) {
        Failures.rethrowCancellation(failure);
        await(stage, reason(stage, failure));
      }
    }
  }

  /**
   * The reason to hold for a failure.
   *
   * @throws GivenUp when no person could help: as a revoked identity there is nothing to retry
   */
  static String reason(Stage stage, ActivityFailure failure) {
    String sentence = Failures.sentence(failure);
    if (Failures.is(FailureType.IDENTITY_REVOKED, failure)) {
      throw new GivenUp(Outcome.FAILED, stage.word() + " failed: " + sentence);
    }
    return sentence;
  }

  /**
   * Waits until a person wants it tried again.
   *
   * @throws GivenUp when the recipe does not hold, nobody answers in time, or a person gives up
   * @throws BackTo when a person wants to go back to a stage
   */
  void await(Stage stage, String reason) {
    await(stage, reason, false);
  }

  /**
   * Waits until a person allows more, or lets the pipeline end.
   *
   * @param asks whether a person is asked at all
   * @throws GivenUp when none is, and as {@link #await(Stage, String)} does
   */
  void spent(Stage stage, String exceeded, boolean asks) {
    messages.spent(stage, exceeded);
    if (!asks) {
      throw new GivenUp(Outcome.FAILED, stage.word() + " failed: " + exceeded);
    }
    await(stage, exceeded);
  }

  /**
   * Waits for an answer at a stage that may be skipped.
   *
   * @return whether a person wants it skipped, where the recipe allows that
   * @throws GivenUp when the recipe does not hold, nobody answers in time, or a person gives up
   * @throws BackTo when a person wants to go back to a stage
   */
  boolean awaitOrSkip(Stage stage, String reason) {
    return await(stage, reason, skippable(stage)) == Answer.SKIP;
  }

  private Answer await(Stage stage, String reason, boolean skippable) {
    String failed = stage.word() + " failed: " + reason;
    Duration limit = limit(failed);
    Held now = new Held(stage, reason, answers(skippable));
    held = now;
    answer = null;
    back = null;
    progress.held(now, limit);
    messages.held(now, limit);
    try {
      Waiting.until(() -> answer != null, limit, "held at " + stage.word());
    } finally {
      // Left by a cancellation, too: nobody waits for an answer then.
      held = null;
    }
    if (answer == null) {
      throw new GivenUp(Outcome.FAILED, failed + "; nobody answered in " + Durations.format(limit));
    }
    if (answer == Answer.ABORT) {
      throw new GivenUp(Outcome.ABORTED, "aborted" + remark + " after " + failed);
    }
    progress.mended();
    if (back != null) {
      throw new BackTo(back);
    }
    progress.running(stage.word() + " goes on");
    return answer;
  }

  /** Whether it waits for an answer. */
  boolean holds() {
    return held != null && answer == null;
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT}, saying why not
   */
  void check(Answer wanted) {
    Held now = held(wanted);
    if (!now.answers().contains(wanted.word())) {
      throw refused(
          "%s cannot be skipped here: only test can, unless the recipe says skippable: false, and validate where its mode is report; use %s"
              .formatted(now.stage().word(), String.join(" or ", now.answers())));
    }
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT}, saying why not
   */
  void checkRetry(RetryRequest request) {
    Held now = held(Answer.RETRY);
    Stage from = request.from();
    if (from == null) {
      return;
    }
    if (from == Stage.RESOLVE) {
      throw refused(
          "what resolve has pinned stays pinned; start a new pipeline to pin everything anew");
    }
    if (from.compareTo(now.stage()) > 0) {
      throw refused(
          "%s comes after %s, at which the pipeline is held; go back to %s or an earlier stage"
              .formatted(from.word(), now.stage().word(), now.stage().word()));
    }
    if (from == Stage.TEST && policy != null && policy.test() == null) {
      throw refused("the recipe has no test to go back to; use validate or train");
    }
  }

  private Held held(Answer wanted) {
    Held now = held;
    if (now == null || answer != null) {
      throw refused("the pipeline is not held; there is nothing to " + wanted.word());
    }
    return now;
  }

  private static RuntimeException refused(String why) {
    return Failures.of(FailureType.CONFLICT, why);
  }

  /** Tries again, from the held stage or an earlier one. */
  void retry(RetryRequest request) {
    progress.spending().raise(request);
    back = request.from();
    answer(Answer.RETRY, null);
  }

  /**
   * @param why said by the person; may be left out
   */
  void answer(Answer given, @Nullable String why) {
    remark = why == null || why.isBlank() ? "" : " (" + why + ")";
    answer = given;
    progress.running("the answer to be carried out: " + given.word());
  }

  private Duration limit(String failed) {
    Recipe recipe = policy;
    if (recipe == null || recipe.onFailure() == Recipe.OnFailure.ABORT) {
      throw new GivenUp(Outcome.FAILED, failed);
    }
    return recipe.holdTimeout();
  }

  private boolean skippable(Stage stage) {
    Recipe recipe = policy;
    if (recipe == null) {
      return false;
    }
    StageTask test = recipe.test();
    return switch (stage) {
      case TEST -> test != null && !Boolean.FALSE.equals(test.skippable());
      case VALIDATE -> recipe.validate().mode() == Validate.Mode.REPORT;
      default -> false;
    };
  }

  private static List<String> answers(boolean skippable) {
    List<String> answers = new ArrayList<>(List.of(Answer.RETRY.word()));
    if (skippable) {
      answers.add(Answer.SKIP.word());
    }
    answers.add(Answer.ABORT.word());
    return answers;
  }
}
