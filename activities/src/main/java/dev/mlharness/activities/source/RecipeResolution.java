package dev.mlharness.activities.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.cloud.CloudLocation;
import dev.mlharness.activities.databricks.SqlStatements;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.storage.CloudStorage;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.recipe.Budget;
import dev.mlharness.recipe.DataSet;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.Manifest.Pins;
import dev.mlharness.recipe.Manifests;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.Reproduction;
import dev.mlharness.recipe.ResolveActivities;
import dev.mlharness.recipe.Source;
import dev.mlharness.recipe.StageRoles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a document to a manifest, and to what a pipeline of it would do. */
public final class RecipeResolution implements ResolveActivities {
  private final Workspaces workspaces;
  private final NamedRecipes recipes;
  private final GitPinning git = new GitPinning();
  private final TablePinning tables;
  private final ModelPinning models;
  private final LocationPinning locations;

  public RecipeResolution(
      Workspaces workspaces,
      NamedRecipes recipes,
      WorkspaceClients clients,
      SqlStatements statements,
      CloudStorage storage) {
    this.workspaces = workspaces;
    this.recipes = recipes;
    this.tables = new TablePinning(statements);
    this.models = new ModelPinning(clients);
    this.locations = new LocationPinning(storage);
  }

  @Override
  public Manifest resolve(JsonNode document) {
    Recipe recipe = recipes.read(document);
    Workspace workspace = workspaces.named(recipe.workspace());
    StageRoles.of(recipe)
        .values()
        .forEach(role -> workspaces.role(new Access(recipe.workspace(), role)));
    checkRegistry(recipe, workspace);
    checkBudget(recipe, workspace);
    // What was pinned then stays so: a reproduction is of just that.
    return Reproduction.isOne(document)
        ? NamedRecipes.reproduction(document).manifest()
        : Manifests.of(recipe, pins(recipe));
  }

  @Override
  public void checkFiles(Access access, List<DataPin> pins) {
    locations.check(access, pins);
  }

  private static void checkRegistry(Recipe recipe, Workspace workspace) {
    boolean catalog = workspace.registry() == RegistryKind.UNITY_CATALOG;
    if (catalog != recipe.inUnityCatalog()) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "Workspace '%s' keeps models in %s, so a model's name has %s; the recipe says '%s'."
              .formatted(
                  workspace.name(),
                  catalog ? "Unity Catalog" : "an MLflow registry",
                  catalog ? "three levels: catalog.schema.model" : "one level",
                  recipe.model()));
    }
  }

  /** A budget that nobody can count would hold nothing back. */
  private static void checkBudget(Recipe recipe, Workspace workspace) {
    Budget budget = recipe.budget();
    if (budget != null && budget.dbu() != null && workspace.dbuPerHour() == null) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "The recipe has a budget of DBU, and nobody said what an hour costs in workspace '%s'. Write budget.duration instead, or ask for mlharness.workspaces.%s.dbu-per-hour in the worker's configuration."
              .formatted(workspace.name(), workspace.name()));
    }
  }

  private Pins pins(Recipe recipe) {
    Access access = new Access(recipe.workspace(), recipe.role());
    List<CloudLocation> files = LocationPinning.of(recipe.data());
    return new Pins(
        gitPin(recipe.source()),
        recipe.data().stream().map(data -> pin(access, data, files)).toList());
  }

  private @Nullable GitPin gitPin(@Nullable Source source) {
    return source == null ? null : git.pin(source.git());
  }

  private DataPin pin(Access access, DataSet data, List<CloudLocation> files) {
    String table = data.table();
    if (table != null) {
      String version = tables.pin(access, table, data.version());
      return new DataPin(data.name(), DataPin.Kind.TABLE, table, version);
    }
    String location = data.location();
    if (location != null) {
      String digest = locations.pin(access, location, data.version(), files);
      return new DataPin(data.name(), DataPin.Kind.LOCATION, location, digest);
    }
    String model = data.model();
    if (model == null) {
      throw new IllegalArgumentException("data '" + data.name() + "' is of no kind");
    }
    return new DataPin(data.name(), DataPin.Kind.MODEL, model, models.pin(access, model, data));
  }
}
