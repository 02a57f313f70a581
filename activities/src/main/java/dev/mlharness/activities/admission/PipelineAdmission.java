package dev.mlharness.activities.admission;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.source.NamedRecipes;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.start.AdmissionActivities;
import dev.mlharness.start.Admitted;
import dev.mlharness.start.PipelineStart;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a pipeline, a plan or a trace in, or says why not. */
public final class PipelineAdmission implements AdmissionActivities {
  private final NamedRecipes recipes;
  private final Trust trust;
  private final @Nullable ProofCheck proofs;

  /**
   * @param proofs null where no signed start can be checked, which takes {@link Trust.Namespace}
   */
  public PipelineAdmission(NamedRecipes recipes, Trust trust, @Nullable ProofCheck proofs) {
    if (trust instanceof Trust.Signed && proofs == null) {
      throw new IllegalArgumentException("signed starts take keys to check them with");
    }
    this.recipes = recipes;
    this.trust = trust;
    this.proofs = proofs;
  }

  @Override
  public Admitted admit(PipelineStart start) {
    return admitted(Purpose.PIPELINE, start);
  }

  @Override
  public Admitted admitPlan(PipelineStart start) {
    return admitted(Purpose.PLAN, start);
  }

  private Admitted admitted(Purpose purpose, PipelineStart start) {
    Recipe recipe = recipes.read(start.document());
    Optional<Person> person = proven(purpose, start, RoleUse.of(recipe, recipes.workspaces()));
    return person.isEmpty()
        ? new Admitted(start.initiator(), false, List.of(), recipe, List.of())
        : new Admitted(
            person.get().name(),
            true,
            person.get().groups().stream().sorted().toList(),
            recipe,
            List.of());
  }

  @Override
  public void admitTrace(PipelineStart start) {
    proven(
        Purpose.TRACE,
        start,
        RoleUse.ofTrace(TraceTarget.of(start.document()), recipes.workspaces()));
  }

  /** Empty where nobody must prove who they are, and nobody did. */
  private Optional<Person> proven(Purpose purpose, PipelineStart start, RoleUse use) {
    if (start.proof() == null) {
      checkUnproven(use);
      return Optional.empty();
    }
    if (proofs == null) {
      throw refused(
          "This start carries a signed start, and this worker has no keys to check it with. Set mlharness.signed-starts.key-file, or start without.");
    }
    return Optional.of(proofs.check(purpose, start, start.proof(), use));
  }

  private void checkUnproven(RoleUse use) {
    if (trust instanceof Trust.Signed) {
      throw refused(
          "This start carries no proof of who started it, and this worker takes signed starts only (mlharness.trust). Start with ./harness run and a token of the identity provider.");
    }
    Set<String> open = ((Trust.Namespace) trust).openRoles();
    use.refusalWithoutProof(open)
        .ifPresent(
            reason -> {
              throw refused(reason);
            });
  }

  private static RuntimeException refused(String reason) {
    return Failures.of(FailureType.ACCESS_DENIED, reason);
  }
}
