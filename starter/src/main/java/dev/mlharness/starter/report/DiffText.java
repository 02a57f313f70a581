package dev.mlharness.starter.report;

import dev.mlharness.comparison.MetricPair;
import dev.mlharness.comparison.Reproduced;
import dev.mlharness.comparison.VersionDiff;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.Style;
import dev.mlharness.starter.console.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two versions side by side. */
public final class DiffText {
  private static final String SAME = "the same, as far as it is known";

  private DiffText() {}

  public static List<String> lines(Console console, VersionDiff diff) {
    Table table = Table.withoutHeadings();
    table.row("before", diff.before().words());
    table.row("after", diff.after().words());
    rows(table, "code", diff.code());
    if (diff.seeCode() != null) {
      table.row("see it by", diff.seeCode());
    }
    rows(table, "data", diff.data());
    rows(table, "parameters", diff.parameters());
    rows(table, "environment", diff.environment());
    rows(table, "identity", diff.identity());
    rows(table, "recipe", diff.recipe());
    diff.metrics().forEach(metric -> table.row("metric " + metric.name(), words(metric)));
    List<String> lines = new ArrayList<>(table.lines());
    diff.remarks().forEach(remark -> lines.add(console.paint(Style.CARE, "remark: ") + remark));
    return lines;
  }

  /** Metrics of a version and of its reproduction. */
  static List<String> lines(Reproduced reproduced) {
    Table table = Table.withoutHeadings();
    for (Reproduced.Metric metric : reproduced.metrics()) {
      String within = metric.within() ? "within " : "not within ";
      table.row(
          "metric " + metric.pair().name(),
          words(metric.pair()),
          metric.counts() ? within + reproduced.tolerance() : "does not count");
    }
    return table.lines();
  }

  private static void rows(Table table, String subject, List<String> sentences) {
    if (sentences.isEmpty()) {
      table.row(subject, SAME);
    }
    sentences.forEach(sentence -> table.row(subject, sentence));
  }

  /** Then and now, and how far apart. */
  static String words(MetricPair metric) {
    String both = number(metric.before()) + " → " + number(metric.after());
    Double difference = metric.difference();
    if (difference == null) {
      return both;
    }
    String sign = difference > 0 ? "+" : "";
    return difference == 0
        ? both + " (the same)"
        : both + " (" + sign + EvidenceReport.number(difference) + ")";
  }

  private static String number(@Nullable Double value) {
    return value == null ? "none" : EvidenceReport.number(value);
  }
}
