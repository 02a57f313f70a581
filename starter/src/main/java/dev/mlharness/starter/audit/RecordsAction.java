package dev.mlharness.starter.audit;

import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditQuery.Order;
import dev.mlharness.audit.AuditRecord;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.report.Moments;
import dev.mlharness.starter.way.Way;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that lists the newest records of some kinds. */
abstract class RecordsAction extends Action {
  private static final int SHORT = 8;

  @Mixin private Connection connection;

  @Option(names = "--pipeline", paramLabel = "ID", description = "Only those of this pipeline.")
  private @Nullable String pipeline;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at most, up to " + AuditQuery.PAGE + ". Default: ${DEFAULT-VALUE}.",
      defaultValue = "50")
  private int limit;

  /** Which records are listed. */
  abstract Set<AuditKind> kinds();

  @Override
  protected final ExitCode run() {
    AuditQuery query = new AuditQuery(kinds(), pipeline, Order.NEWEST_FIRST, null, limit);
    try (Way way = Way.open(connection, surroundings())) {
      AuditPage page = way.audit().read(query);
      if (json()) {
        console().json(page.records());
      } else if (page.records().isEmpty()) {
        console().print("no records");
      } else {
        table(page.records()).lines().forEach(console()::print);
        if (page.next() != null) {
          console().tell("there are older ones: --limit shows more, ./harness audit export all");
        }
      }
      return ExitCode.DONE;
    }
  }

  private static Table table(List<AuditRecord> records) {
    Table table =
        Table.of("record", "when", "who", "as", "pipeline", "stage", "what", "outcome", "evidence");
    for (AuditRecord record : records) {
      table.row(
          String.valueOf(record.sequence()),
          Moments.at(record.moment()),
          record.event().actor().who(),
          text(record.event().actor().role()),
          text(record.event().place().pipeline()),
          text(record.event().place().stage()),
          record.event().subject(),
          record.event().outcome(),
          shortened(record.event().evidence()));
    }
    return table;
  }

  private static String text(@Nullable String value) {
    return value == null ? "–" : value;
  }

  private static String shortened(@Nullable String digest) {
    return digest == null || digest.length() <= SHORT ? text(digest) : digest.substring(0, SHORT);
  }
}
