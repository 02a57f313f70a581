package dev.mlharness.starter.report;

import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.ModelEvent;
import dev.mlharness.promotion.ModelStatus;
import dev.mlharness.promotion.Reign;
import dev.mlharness.promotion.TurnRequest;
import dev.mlharness.starter.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A model in production, as text. */
public final class ModelReport {
  private ModelReport() {}

  /**
   * @param freezes that are about this model
   * @param page of the entity in the Temporal UI
   */
  public static List<String> lines(
      ModelStatus status, List<Freeze> freezes, List<Reign> history, @Nullable String page) {
    List<String> lines = new ArrayList<>();
    lines.add(status.key().model() + "  " + champion(status.champion()));
    if (page != null) {
      lines.add(page);
    }
    lines.addAll(now(status, freezes).lines());
    if (!history.isEmpty()) {
      lines.add("");
      lines.addAll(history(history));
    }
    if (!status.events().isEmpty()) {
      lines.add("");
      Table table = Table.of("when", "what");
      for (ModelEvent event : status.events()) {
        table.row(Moments.at(event.at()), event.what());
      }
      lines.addAll(table.lines());
    }
    return lines;
  }

  /** Who was champion when, the newest first. */
  public static List<String> history(List<Reign> history) {
    Table table = Table.of("champion", "since", "until", "how", "by", "why");
    for (int i = history.size() - 1; i >= 0; i--) {
      Reign reign = history.get(i);
      table.row(
          reign.version(),
          Moments.at(reign.since()),
          reign.until() == null ? "now" : Moments.at(reign.until()),
          how(reign),
          reign.by() == null ? "–" : reign.by(),
          reign.why());
    }
    return table.lines();
  }

  private static Table now(ModelStatus status, List<Freeze> freezes) {
    Table table = Table.withoutHeadings();
    if (status.champion() != null && status.champion().served() != null) {
      table.row("endpoint", status.champion().served().endpoint());
    }
    if (status.doing() != null) {
      table.row("order", status.doing());
    }
    table.row("turn", status.turn() == null ? "nobody's" : turn(status.turn()));
    status.waiting().forEach(waiting -> table.row("waits", turn(waiting)));
    freezes.forEach(freeze -> table.row("frozen", freeze.sentence()));
    return table;
  }

  private static String champion(@Nullable Reign champion) {
    return champion == null ? "no champion" : "champion: version " + champion.version();
  }

  private static String turn(TurnRequest request) {
    return "%s, version %s".formatted(request.pipeline(), request.version());
  }

  private static String how(Reign reign) {
    String origin = reign.origin().name().toLowerCase(Locale.ROOT);
    return reign.pipeline() == null ? origin : origin + " " + reign.pipeline();
  }
}
