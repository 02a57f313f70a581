package dev.mlharness.pipeline;

import dev.mlharness.access.Failures;
import dev.mlharness.approval.Ruling;
import dev.mlharness.comparison.Reproduced;
import dev.mlharness.registry.ModelVersion;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import org.jspecify.annotations.Nullable;

/**
 * What the stages came to, before anything is undone.
 *
 * @param reason one sentence, for people
 */
record Conclusion(
    Outcome outcome, String reason, @Nullable String endpointUrl, @Nullable Reproduced reproduced) {

  private Conclusion(Outcome outcome, String reason, @Nullable String endpointUrl) {
    this(outcome, reason, endpointUrl, null);
  }

  static Conclusion reproduced(Reproduced reproduced) {
    Outcome outcome = reproduced.succeeded() ? Outcome.REPRODUCED : Outcome.DIFFERS;
    return new Conclusion(outcome, reproduced.sentence(), null, reproduced);
  }

  static Conclusion deployed(ModelVersion candidate, Ruling ruling, @Nullable String endpointUrl) {
    String reason =
        "version %s is champion of %s; %s"
            .formatted(candidate.version(), candidate.model(), ruling.reason());
    return new Conclusion(Outcome.DEPLOYED, reason, endpointUrl);
  }

  static Conclusion rejected(Ruling ruling) {
    return new Conclusion(Outcome.REJECTED, ruling.reason(), null);
  }

  static Conclusion validationFailed(Judgement judgement) {
    return new Conclusion(Outcome.VALIDATION_FAILED, judgement.missed(), null);
  }

  /**
   * The stages were left by a failure; which may be the echo of a cancellation.
   *
   * @param aborted why a person gave the pipeline up while it was not held; null when nobody did
   */
  static Conclusion of(RuntimeException end, @Nullable String aborted) {
    if (CancellationScope.current().isCancelRequested()) {
      return new Conclusion(Outcome.CANCELLED, "cancelled on request", null);
    }
    if (aborted != null) {
      return new Conclusion(Outcome.ABORTED, aborted, null);
    }
    if (end instanceof GivenUp givenUp) {
      return new Conclusion(givenUp.outcome(), givenUp.reason(), null);
    }
    String reason =
        end instanceof TemporalFailure failure ? Failures.sentence(failure) : end.toString();
    return new Conclusion(Outcome.FAILED, reason, null);
  }
}
