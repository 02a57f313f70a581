package dev.mlharness.privilege;

import static dev.mlharness.privilege.Privilege.APPLY_TAG;
import static dev.mlharness.privilege.Privilege.CREATE_MODEL;
import static dev.mlharness.privilege.Privilege.CREATE_MODEL_VERSION;
import static dev.mlharness.privilege.Privilege.EXECUTE;
import static dev.mlharness.privilege.Privilege.MANAGE;
import static dev.mlharness.privilege.Privilege.SELECT;

import dev.mlharness.recipe.DataSet;
import dev.mlharness.recipe.Deploy;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.StageRoles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the stages of a recipe touch, by role. The rules are those of Databricks: tables, <a
 * href="https://docs.databricks.com/aws/en/data-governance/unity-catalog/access-control/privileges-reference">Unity
 * Catalog privileges reference</a>; models, <a
 * href="https://docs.databricks.com/aws/en/machine-learning/manage-model-lifecycle/upgrade-workflows/">required
 * privileges</a> of models in Unity Catalog and the registered-models API: {@code USE CATALOG} and
 * {@code USE SCHEMA} for whatever lies in them, {@code CREATE MODEL} on the schema to make a model,
 * {@code EXECUTE} to read or serve a version, {@code APPLY TAG} to tag one, and for new versions
 * and aliases the model's owner, for which {@code MANAGE} is taken here too.
 */
public final class Needs {

  /** Stages that run code of the team, which is handed every data set. */
  private static final Set<String> TASKS = Set.of("train", "test", "validate");

  private final Recipe recipe;
  private final Found found;
  private final Map<String, Use> uses = new LinkedHashMap<>();

  private Needs(Recipe recipe, Found found) {
    this.recipe = recipe;
    this.found = found;
  }

  /** One for each role of the recipe, in the order of its stages. */
  public static List<RoleNeeds> of(Recipe recipe, Found found) {
    Needs needs = new Needs(recipe, found);
    StageRoles.of(recipe).forEach(needs::stage);
    return needs.uses.entrySet().stream().map(use -> use.getValue().of(use.getKey())).toList();
  }

  private void stage(String stage, String role) {
    Use use = uses.computeIfAbsent(role, first -> new Use());
    use.stages.add(stage);
    if (stage.equals("resolve")) {
      data(use, "resolve pins its version");
    } else if (TASKS.contains(stage)) {
      data(use, stage + " reads it");
      trained(use);
    } else if (stage.equals("register")) {
      register(use);
    } else if (stage.equals("deploy")) {
      deploy(use);
    } else if (stage.equals("score") && recipe.inUnityCatalog()) {
      use.needs(Securable.model(recipe.model()), EXECUTE, "score loads the new version");
    }
  }

  private void data(Use use, String why) {
    for (DataSet set : recipe.data()) {
      String table = set.table();
      String model = set.model();
      if (table != null && isInCatalog(table)) {
        use.needs(Securable.table(table), SELECT, why);
      } else if (model != null && isInCatalog(model)) {
        use.needs(Securable.model(model), EXECUTE, why);
      }
    }
  }

  /** A task may register the model that it trained by itself. */
  private void trained(Use use) {
    if (recipe.inUnityCatalog()) {
      Securable model = Securable.model(recipe.model());
      use.tolerates(model.schema(), CREATE_MODEL);
      use.tolerates(model, CREATE_MODEL_VERSION);
      use.tolerates(model, EXECUTE);
    }
  }

  private void register(Use use) {
    if (!recipe.inUnityCatalog()) {
      return;
    }
    Securable model = Securable.model(recipe.model());
    use.tolerates(model.schema(), CREATE_MODEL);
    use.tolerates(model, CREATE_MODEL_VERSION);
    use.tolerates(model, EXECUTE);
    use.tolerates(model, APPLY_TAG);
    if (found.model()) {
      use.needs(model, EXECUTE, "register reads its versions");
      use.needs(model, APPLY_TAG, "register tags the version");
      use.needs(model, MANAGE, "register adds a version and sets the alias challenger");
    } else {
      use.needs(model.schema(), CREATE_MODEL, "register makes " + recipe.model());
    }
  }

  private void deploy(Use use) {
    if (recipe.inUnityCatalog()) {
      promote(use);
    }
    Deploy.Serving serving = recipe.deploy().serving();
    if (serving != null && found.endpoint()) {
      use.needs(
          Securable.endpoint(serving.endpoint()),
          Privilege.CAN_MANAGE,
          "deploy changes what it serves");
    }
  }

  private void promote(Use use) {
    Securable model = Securable.model(recipe.model());
    boolean makesIt = use.stages.contains("register");
    if (!found.model() && makesIt) {
      // Whoever makes a model owns it.
      return;
    }
    // Nothing can be granted on a model before it exists, only on its schema.
    Securable on = found.model() ? model : model.schema();
    use.needs(on, EXECUTE, "deploy reads and serves versions of " + recipe.model());
    use.needs(on, APPLY_TAG, "deploy tags versions of " + recipe.model());
    use.needs(on, MANAGE, "deploy sets the aliases of " + recipe.model());
  }

  /** Two-level names, and those of the former metastore, are no matter of Unity Catalog. */
  private static boolean isInCatalog(String name) {
    return name.chars().filter(c -> c == '.').count() == 2 && !name.startsWith("hive_metastore.");
  }

  /** What becomes of one role. */
  private static final class Use {
    private final List<String> stages = new ArrayList<>();
    private final Map<Need, List<String>> reasons = new LinkedHashMap<>();
    private final List<Need> tolerated = new ArrayList<>();

    void needs(Securable on, String privilege, String why) {
      List<Securable> outermostFirst = new ArrayList<>(on.levels());
      Collections.reverse(outermostFirst);
      for (Securable level : outermostFirst) {
        if (level.kind() == Securable.Kind.CATALOG) {
          add(level, Privilege.USE_CATALOG, "the way to what is in it");
        } else if (level.kind() == Securable.Kind.SCHEMA) {
          add(level, Privilege.USE_SCHEMA, "the way to what is in it");
        }
      }
      add(on, privilege, why);
    }

    private void add(Securable on, String privilege, String why) {
      List<String> known =
          reasons.computeIfAbsent(new Need(on, privilege, ""), first -> new ArrayList<>());
      if (!known.contains(why)) {
        known.add(why);
      }
    }

    void tolerates(Securable on, String privilege) {
      tolerated.add(new Need(on, privilege, "may be used"));
    }

    RoleNeeds of(String role) {
      List<Need> needs =
          reasons.entrySet().stream()
              .map(
                  need ->
                      new Need(
                          need.getKey().on(),
                          need.getKey().privilege(),
                          String.join(", ", need.getValue())))
              .toList();
      return new RoleNeeds(role, stages, needs, Set.copyOf(tolerated));
    }
  }
}
