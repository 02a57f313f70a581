package dev.mlharness.starter.report;

import dev.mlharness.pipeline.Stage;
import dev.mlharness.plan.PlanReport;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.Style;
import dev.mlharness.starter.console.Table;
import java.util.ArrayList;
import java.util.List;

/** What a pipeline would do. */
public final class PlanText {
  private PlanText() {}

  public static List<String> lines(Console console, Recipe recipe, PlanReport plan) {
    List<String> lines = new ArrayList<>();
    lines.add(console.paint(Style.STRONG, recipe.metadata().name()) + "  " + recipe.model());
    Manifest manifest = plan.manifest();
    if (manifest != null) {
      lines.addAll(pins(manifest));
      lines.add("");
      lines.addAll(identities(plan));
      lines.add("");
      lines.addAll(changes(console, plan));
    }
    if (plan.privileges() != null) {
      lines.add("");
      lines.addAll(PrivilegeText.lines(console, plan.privileges()));
    }
    plan.remarks().forEach(remark -> lines.add(console.paint(Style.CARE, "remark: ") + remark));
    lines.add("nothing was changed");
    return lines;
  }

  private static List<String> pins(Manifest manifest) {
    Table table = Table.withoutHeadings();
    table.row("digest", manifest.digest());
    GitPin git = manifest.pins().git();
    if (git != null) {
      table.row("code", git.url() + " " + git.ref() + " → " + git.commit());
    }
    for (DataPin data : manifest.pins().data()) {
      table.row("data " + data.name(), data.securable() + " version " + data.version());
    }
    return table.lines();
  }

  private static List<String> identities(PlanReport plan) {
    Table table = Table.of("stage", "runs as");
    for (Stage stage : Stage.values()) {
      String principal = plan.servicePrincipals().get(stage.word());
      if (principal != null) {
        table.row(stage.word(), principal);
      }
    }
    return table.lines();
  }

  private static List<String> changes(Console console, PlanReport plan) {
    List<String> lines = new ArrayList<>();
    lines.add("champion now: " + (plan.champion() == null ? "none" : "version " + plan.champion()));
    plan.endpointNow().stream()
        .filter(line -> !plan.endpointThen().contains(line))
        .forEach(line -> lines.add(console.paint(Style.BAD, "- " + line)));
    plan.endpointThen().stream()
        .filter(line -> !plan.endpointNow().contains(line))
        .forEach(line -> lines.add(console.paint(Style.GOOD, "+ " + line)));
    return lines;
  }
}
