package dev.mlharness.pipeline;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.payload.Durations;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.timing.Waiting;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits at a failed stage for a person who can mend it. */
final class Hold {
  /** What a person wants done. */
  enum Answer {
    RETRY,
    SKIP,
    ABORT
  }

  private final Progress progress;
  private @Nullable Recipe policy;
  private @Nullable Stage held;
  private @Nullable Answer answer;
  private String remark = "";

  Hold(Progress progress) {
    this.progress = progress;
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
        await(stage, failure);
      }
    }
  }

  /**
   * Waits for an answer, unless none could help: as a revoked identity there is nothing to retry.
   *
   * @throws GivenUp also when the role's identity was revoked
   */
  Answer await(Stage stage, ActivityFailure failure) {
    if (Failures.is(FailureType.IDENTITY_REVOKED, failure)) {
      throw new GivenUp(Outcome.FAILED, stage.word() + " failed: " + Failures.sentence(failure));
    }
    return await(stage, Failures.sentence(failure));
  }

  /**
   * Waits for an answer.
   *
   * @return {@code RETRY}, or at a stage that can be skipped {@code SKIP}
   * @throws GivenUp when the recipe does not hold, nobody answers in time, or a person gives up
   */
  Answer await(Stage stage, String reason) {
    String failed = stage.word() + " failed: " + reason;
    Duration limit = limit(failed);
    held = stage;
    answer = null;
    progress.held(failed, answers(stage), limit);
    Waiting.until(() -> answer != null, limit, "held at " + stage.word());
    held = null;
    if (answer == null) {
      throw new GivenUp(Outcome.FAILED, failed + "; nobody answered in " + Durations.format(limit));
    }
    if (answer == Answer.ABORT) {
      throw new GivenUp(Outcome.ABORTED, "aborted" + remark + " after " + failed);
    }
    progress.running(stage.word() + " goes on");
    return answer;
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT}, saying why not
   */
  void check(Answer wanted) {
    Stage stage = held;
    if (stage == null || answer != null) {
      throw Failures.of(
          FailureType.CONFLICT, "the pipeline is not held; there is nothing to " + word(wanted));
    }
    if (wanted == Answer.SKIP && stage != Stage.TEST) {
      throw Failures.of(
          FailureType.CONFLICT,
          "only test can be skipped, not %s; use retry or abort".formatted(stage.word()));
    }
  }

  /**
   * @param why said by the person; may be left out
   */
  void answer(Answer given, @Nullable String why) {
    remark = why == null || why.isBlank() ? "" : " (" + why + ")";
    answer = given;
    progress.running("the answer to be carried out: " + word(given));
  }

  private Duration limit(String failed) {
    Recipe recipe = policy;
    if (recipe == null || recipe.onFailure() == Recipe.OnFailure.ABORT) {
      throw new GivenUp(Outcome.FAILED, failed);
    }
    return recipe.holdTimeout();
  }

  private static String answers(Stage stage) {
    return stage == Stage.TEST ? "retry, skip or abort" : "retry or abort";
  }

  private static String word(Answer answer) {
    return answer.name().toLowerCase(Locale.ROOT);
  }
}
