package dev.mlharness.activities.admission;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.source.NamedRecipes;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.start.AdmissionActivities;
import dev.mlharness.start.Admitted;
import dev.mlharness.start.PipelineStart;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a pipeline in, or says why not. */
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
    Recipe recipe = recipes.read(start.document());
    RoleUse use = RoleUse.of(recipe, recipes.workspaces());
    if (start.proof() == null) {
      checkUnproven(use);
      return new Admitted(start.initiator(), false, List.of(), recipe);
    }
    if (proofs == null) {
      throw refused(
          "This start carries a signed start, and this worker has no keys to check it with. Set mlharness.signed-starts.key-file, or start without.");
    }
    Person person = proofs.check(start, start.proof(), use);
    return new Admitted(person.name(), true, person.groups().stream().sorted().toList(), recipe);
  }

  @Override
  public Admitted admitPlan(PipelineStart start) {
    return admit(start);
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
