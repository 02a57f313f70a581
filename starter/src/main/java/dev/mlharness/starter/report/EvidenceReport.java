package dev.mlharness.starter.report;

import dev.mlharness.approval.Check;
import dev.mlharness.approval.Confidence;
import dev.mlharness.approval.Evidence;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.Style;
import dev.mlharness.starter.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What approvers see before they decide. */
public final class EvidenceReport {
  private EvidenceReport() {}

  public static List<String> lines(Console console, Evidence evidence) {
    List<String> lines = new ArrayList<>();
    lines.add(
        console.paint(Style.STRONG, "candidate ")
            + evidence.candidate().model()
            + " version "
            + evidence.candidate().version()
            + (evidence.champion() == null
                ? ", the first: there is no champion yet"
                : " against champion version " + evidence.champion().version()));
    lines.addAll(metrics(console, evidence));
    evidence
        .slices()
        .forEach(
            slice ->
                lines.add(
                    "slice "
                        + slice.name()
                        + (slice.filter() == null ? "" : ": " + slice.filter())));
    evidence.changes().forEach(change -> lines.add("changed: " + change));
    evidence.plots().forEach(plot -> lines.add("plot " + plot.path() + "  " + plot.url()));
    lines.add(console.paint(Style.QUIET, "manifest ") + evidence.manifest());
    lines.add(console.paint(Style.QUIET, "evidence ") + evidence.digest());
    lines.add(console.paint(Style.QUIET, "MLflow   ") + evidence.trackingUrl());
    return lines;
  }

  private static List<String> metrics(Console console, Evidence evidence) {
    Table table = Table.of("metric", "candidate", "champion", "rule", "");
    for (Check check : evidence.checks()) {
      String verdict =
          check.passed() ? console.paint(Style.GOOD, "passed") : console.paint(Style.BAD, "missed");
      table.row(
          check.metric(),
          sure(evidence, check.metric(), check.value()),
          number(check.champion()),
          check.rule(),
          verdict);
    }
    TreeSet<String> unjudged = new TreeSet<>(evidence.metrics().keySet());
    evidence.checks().forEach(check -> unjudged.remove(check.metric()));
    unjudged.removeIf(Confidence::isEnd);
    for (String metric : unjudged) {
      table.row(
          metric,
          sure(evidence, metric, evidence.metrics().get(metric)),
          number(evidence.championMetrics().get(metric)),
          "",
          "");
    }
    return table.lines();
  }

  /** The value, with its interval where the task logged one. */
  private static String sure(Evidence evidence, String metric, @Nullable Double value) {
    Confidence interval = evidence.confidence().get(metric);
    return interval == null
        ? number(value)
        : "%s (%s to %s)".formatted(number(value), number(interval.low()), number(interval.high()));
  }

  /** As metrics are written. */
  public static String number(@Nullable Double value) {
    return value == null ? "–" : Double.toString(Math.round(value * 1e6) / 1e6);
  }
}
