package dev.mlharness.activities.admission;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.StartProof.Scope;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.recipe.Digest;
import dev.mlharness.start.PipelineStart;

/** Whether a signed start counts for a pipeline. */
public final class ProofCheck {
  private final SignedStarts signedStarts;
  private final UsedStarts used;

  public ProofCheck(SignedStarts signedStarts, UsedStarts used) {
    this.signedStarts = signedStarts;
    this.used = used;
  }

  /**
   * @return who is proven to have started it
   * @throws io.temporal.failure.ApplicationFailure {@code ACCESS_DENIED} saying why the proof does
   *     not count, or which group is missing
   */
  Person check(Purpose purpose, PipelineStart start, String text, RoleUse use) {
    StartProof proof = signedStarts.read(text);
    checkScope(proof, purpose, start);
    new Validity(proof.issuedAt(), proof.expiry())
        .refusal(start.startedAt(), "the pipeline was started")
        .ifPresent(reason -> require(false, reason));
    require(
        proof.roles().containsAll(use.roles()),
        "it is for the roles " + proof.roles() + ", and the recipe uses " + use.roles());
    use.refusal(proof.person()).ifPresent(ProofCheck::refuse);
    require(
        proof.scope() instanceof Scope.Scheduled || used.use(proof.id(), start.execution()),
        "another execution has used it already");
    return proof.person();
  }

  private static void checkScope(StartProof proof, Purpose purpose, PipelineStart start) {
    require(
        proof.scope().covers(purpose, start.pipeline()),
        "it is for %s, and this is %s '%s'"
            .formatted(proof.scope().words(), purpose.word(), start.pipeline()));
    require(
        proof.recipe().equals(Digest.of(start.document())),
        "it is for another recipe, of digest " + proof.recipe());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      refuse(
          "The signed start does not count: %s. Get a new one from the start desk: ./harness run does."
              .formatted(otherwise));
    }
  }

  private static void refuse(String reason) {
    throw Failures.of(FailureType.ACCESS_DENIED, reason);
  }
}
