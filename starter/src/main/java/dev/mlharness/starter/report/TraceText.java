package dev.mlharness.starter.report;

import dev.mlharness.lineage.Lineage;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.Style;
import dev.mlharness.starter.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The way from a model back to its recipe. */
public final class TraceText {
  private TraceText() {}

  public static List<String> lines(Console console, Lineage lineage) {
    Table table = Table.withoutHeadings();
    row(table, "endpoint", lineage.endpoint());
    table.row("model", lineage.version().model() + " version " + lineage.version().version());
    row(table, "aliases", joined(lineage.aliases()));
    row(table, "pipeline", lineage.pipeline());
    if (lineage.manifest() != null) {
      manifest(table, lineage.manifest());
    }
    new TreeMap<>(lineage.runs()).forEach((stage, url) -> table.row("run " + stage, url));
    row(table, "parameters", pairs(lineage.parameters()));
    new TreeMap<>(lineage.metrics())
        .forEach((name, value) -> table.row("metric " + name, EvidenceReport.number(value)));
    lineage.decisions().forEach(decision -> table.row("decision", decision));
    row(table, "environment", joined(lineage.environment()));
    row(table, "MLflow", lineage.trackingUrl());
    List<String> lines = new ArrayList<>(table.lines());
    lineage.remarks().forEach(remark -> lines.add(console.paint(Style.CARE, "remark: ") + remark));
    return lines;
  }

  private static void manifest(Table table, Manifest manifest) {
    table.row("recipe", manifest.recipe().metadata().name());
    row(table, "owner", manifest.recipe().metadata().owner());
    table.row("digest", manifest.digest());
    GitPin git = manifest.pins().git();
    if (git != null) {
      table.row("commit", git.commit() + " (" + git.ref() + " of " + git.url() + ")");
      row(table, "author", git.author());
    }
    for (DataPin data : manifest.pins().data()) {
      table.row("data " + data.name(), data.securable() + " version " + data.version());
    }
  }

  private static void row(Table table, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      table.row(name, value);
    }
  }

  private static String joined(List<String> words) {
    return String.join(", ", words);
  }

  private static String pairs(Map<String, String> pairs) {
    return new TreeMap<>(pairs)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", "));
  }
}
