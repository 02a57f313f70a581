package dev.mlharness.starter.checks;

import dev.mlharness.pipeline.HarnessSearchAttributes;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.report.Moments;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributeKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the models that are watched.")
final class ListCommand extends Action {
  @Mixin private Connection connection;

  @Override
  protected ExitCode run() {
    try (Temporal temporal = connection.open(surroundings())) {
      List<Row> rows = Watches.open(temporal, null).map(Row::of).toList();
      if (json()) {
        console().json(rows);
      } else if (rows.isEmpty()) {
        console().print("no model is watched; a recipe with watch: begins it when it deploys");
      } else {
        table(rows).lines().forEach(console()::print);
      }
      return ExitCode.DONE;
    }
  }

  private static Table table(List<Row> rows) {
    Table table = Table.of("model", "version", "rules", "since", "watch");
    for (Row row : rows) {
      table.row(
          text(row.model), text(row.version), text(row.rules), Moments.at(row.since), row.watch);
    }
    return table;
  }

  private static String text(@Nullable String value) {
    return value == null ? "–" : value;
  }

  /**
   * @param rules kept or violated
   */
  private record Row(
      @Nullable String model,
      @Nullable String version,
      @Nullable String rules,
      Instant since,
      String watch) {

    static Row of(WorkflowExecutionMetadata watch) {
      return new Row(
          attribute(watch, HarnessSearchAttributes.MODEL),
          attribute(watch, HarnessSearchAttributes.MODEL_VERSION),
          attribute(watch, HarnessSearchAttributes.OUTCOME),
          watch.getStartTime(),
          watch.getExecution().getWorkflowId());
    }

    private static @Nullable String attribute(
        WorkflowExecutionMetadata watch, SearchAttributeKey<String> key) {
      return watch.getTypedSearchAttributes().get(key);
    }
  }
}
