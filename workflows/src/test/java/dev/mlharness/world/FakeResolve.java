package dev.mlharness.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.plan.PlanActivities;
import dev.mlharness.plan.PlanReport;
import dev.mlharness.privilege.PrivilegeReport;
import dev.mlharness.recipe.DataSet;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.Manifest.Pins;
import dev.mlharness.recipe.Manifests;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.RecipeProblems;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.recipe.Reproduction;
import dev.mlharness.recipe.ResolveActivities;
import io.temporal.failure.ApplicationFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pins to what the world holds now. */
public final class FakeResolve implements ResolveActivities, PlanActivities {
  /** Who wrote the commit that everything is pinned to. */
  public static final String AUTHOR = "author@example.com";

  private static final String COMMIT = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";

  private final Faults faults;
  private final Map<String, Manifest> manifests = new HashMap<>();

  FakeResolve(Faults faults) {
    this.faults = faults;
  }

  @Override
  public Manifest resolve(JsonNode document) {
    return faults.around("Resolve", () -> pin(document));
  }

  @Override
  public void checkFiles(Access access, List<DataPin> pins) {
    faults.around("CheckFiles", () -> pins);
  }

  @Override
  public PlanReport plan(Manifest manifest, PrivilegeReport privileges) {
    return faults.around(
        "Plan",
        () ->
            new PlanReport(
                manifest, privileges, Map.of(), null, List.of(), List.of(), List.of("planned")));
  }

  synchronized @Nullable Manifest byDigest(@Nullable String digest) {
    return manifests.get(digest);
  }

  private synchronized Manifest pin(JsonNode document) {
    if (Reproduction.isOne(document)) {
      return Reproduction.read(document).manifest();
    }
    try {
      Recipe recipe = RecipeReader.read(document).recipe();
      Manifest manifest = Manifests.of(recipe, new Pins(git(recipe), data(recipe)));
      manifests.put(manifest.digest(), manifest);
      return manifest;
    } catch (RecipeProblems problems) {
      throw ApplicationFailure.newFailure(
          String.valueOf(problems.getMessage()), FailureType.RECIPE_INVALID.name());
    }
  }

  private static @Nullable GitPin git(Recipe recipe) {
    return recipe.source() == null
        ? null
        : new GitPin(recipe.source().git().url(), recipe.source().git().ref(), COMMIT, AUTHOR);
  }

  private static List<DataPin> data(Recipe recipe) {
    return recipe.data().stream().map(FakeResolve::pin).toList();
  }

  private static DataPin pin(DataSet set) {
    String version = set.version().equals(DataSet.LATEST) ? "12" : set.version();
    if (set.location() != null) {
      return new DataPin(set.name(), DataPin.Kind.LOCATION, set.location(), "f1".repeat(32));
    }
    return set.table() != null
        ? new DataPin(set.name(), DataPin.Kind.TABLE, set.table(), version)
        : new DataPin(set.name(), DataPin.Kind.MODEL, String.valueOf(set.model()), version);
  }
}
