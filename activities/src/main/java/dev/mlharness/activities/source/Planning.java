package dev.mlharness.activities.source;

import dev.mlharness.access.Access;
import dev.mlharness.activities.notify.Receivers;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.plan.PlanActivities;
import dev.mlharness.plan.PlanReport;
import dev.mlharness.privilege.PrivilegeReport;
import dev.mlharness.recipe.Deploy;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.StageRoles;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegistryActivities;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.ServingActivities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a pipeline would do, from what is there now. */
public final class Planning implements PlanActivities {
  private final Workspaces workspaces;
  private final RegistryActivities registry;
  private final ServingActivities serving;
  private final Receivers receivers;

  public Planning(
      Workspaces workspaces,
      RegistryActivities registry,
      ServingActivities serving,
      Receivers receivers) {
    this.receivers = receivers;
    this.workspaces = workspaces;
    this.registry = registry;
    this.serving = serving;
  }

  @Override
  public PlanReport plan(Manifest manifest, PrivilegeReport privileges) {
    Recipe recipe = manifest.recipe();
    Access access = new Access(recipe.workspace(), recipe.roleOf(recipe.deploy().role()));
    ModelVersion champion = registry.byAlias(access, recipe.model(), Alias.CHAMPION);
    Deploy.Serving target = recipe.deploy().serving();
    return new PlanReport(
        manifest,
        privileges,
        principals(recipe),
        champion == null ? null : champion.version(),
        target == null ? List.of() : now(access, target),
        target == null ? List.of() : List.of("%s, new version: 100 %%".formatted(recipe.model())),
        remarks(manifest, champion));
  }

  private Map<String, String> principals(Recipe recipe) {
    Map<String, String> principals = new LinkedHashMap<>();
    StageRoles.of(recipe)
        .forEach(
            (stage, role) ->
                principals.put(
                    stage,
                    workspaces.role(new Access(recipe.workspace(), role)).servicePrincipal()));
    return principals;
  }

  private List<String> now(Access access, Deploy.Serving target) {
    EndpointConfig config = serving.read(access, target.endpoint()).config();
    return config == null
        ? List.of()
        : config.served().stream()
            .map(s -> "%s, version %s: %d %%".formatted(s.model(), s.version(), s.weight()))
            .toList();
  }

  private List<String> remarks(Manifest manifest, @Nullable ModelVersion champion) {
    List<String> remarks = new ArrayList<>();
    if (manifest.pins().git() == null) {
      remarks.add(
          "The code is not pinned: the recipe has no source, and its tasks name workspace paths.");
    }
    if (champion == null) {
      remarks.add("There is no champion yet: rules against the champion are passed over.");
    }
    if (manifest.recipe().approve().required() == 0) {
      remarks.add("Nobody is asked: approve.required is 0.");
    }
    manifest.recipe().notifications().stream()
        .map(one -> receivers.refusal(one.receiver()))
        .flatMap(Optional::stream)
        .map("Somebody would not be told: %s."::formatted)
        .forEach(remarks::add);
    return remarks;
  }
}
