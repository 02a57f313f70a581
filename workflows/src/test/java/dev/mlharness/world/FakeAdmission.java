package dev.mlharness.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.RecipeProblems;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.recipe.Reproduction;
import dev.mlharness.start.AdmissionActivities;
import dev.mlharness.start.Admitted;
import dev.mlharness.start.PipelineStart;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;

/** Believes what a start says of itself, and takes a proof that reads {@code signed by NAME}. */
public final class FakeAdmission implements AdmissionActivities {
  private static final String SIGNED_BY = "signed by ";

  private final Faults faults;
  private final List<PipelineStart> starts = new ArrayList<>();
  private List<Occasion> heard = List.of();

  FakeAdmission(Faults faults) {
    this.faults = faults;
  }

  @Override
  public Admitted admit(PipelineStart start) {
    return faults.around("Admit", () -> admitted(start));
  }

  @Override
  public Admitted admitPlan(PipelineStart start) {
    return faults.around("AdmitPlan", () -> admitted(start));
  }

  @Override
  public void admitTrace(PipelineStart start) {
    faults.around(
        "AdmitTrace",
        () -> {
          starts.add(start);
          return start;
        });
  }

  /** Operators' receivers hear of these from now on. */
  public synchronized void operatorsHear(Occasion... occasions) {
    heard = List.of(occasions);
  }

  /** All that came to the door. */
  public synchronized List<PipelineStart> starts() {
    return List.copyOf(starts);
  }

  private static Recipe recipe(JsonNode document) {
    return Reproduction.isOne(document)
        ? Reproduction.read(document).manifest().recipe()
        : RecipeReader.read(document).recipe();
  }

  private synchronized Admitted admitted(PipelineStart start) {
    starts.add(start);
    try {
      String proof = start.proof() == null ? "" : start.proof();
      boolean proven = proof.startsWith(SIGNED_BY);
      return new Admitted(
          proven ? proof.substring(SIGNED_BY.length()) : start.initiator(),
          proven,
          List.of(),
          recipe(start.document()),
          heard);
    } catch (RecipeProblems problems) {
      throw ApplicationFailure.newFailure(
          String.valueOf(problems.getMessage()), FailureType.RECIPE_INVALID.name());
    }
  }
}
