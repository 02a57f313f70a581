package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.HarnessSearchAttributes;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.report.Moments;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists pipelines, the newest first.")
final class ListCommand extends Action {
  @Mixin private Connection connection;

  @Option(names = "--model", paramLabel = "MODEL", description = "Only those of this model.")
  private @Nullable String model;

  @Option(names = "--open", description = "Only those that have not ended.")
  private boolean open;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at most. Default: ${DEFAULT-VALUE}.",
      defaultValue = "20")
  private int limit;

  @Override
  protected ExitCode run() {
    try (Temporal temporal = connection.open(surroundings())) {
      List<Row> rows = temporal.client().listExecutions(query()).limit(limit).map(Row::of).toList();
      if (json()) {
        console().json(rows);
      } else if (rows.isEmpty()) {
        console().print("no pipelines; ./harness run RECIPE starts one");
      } else {
        table(rows).lines().forEach(console()::print);
      }
      return ExitCode.DONE;
    }
  }

  private String query() {
    StringBuilder query = new StringBuilder("WorkflowType = 'TrainValidateDeploy'");
    if (model != null) {
      query.append(" AND HarnessModel = '").append(model.replace("'", "\\'")).append("'");
    }
    return query.append(open ? " AND ExecutionStatus = 'Running'" : "").toString();
  }

  private static Table table(List<Row> rows) {
    Table table = Table.of("pipeline", "model", "stage", "state", "version", "started", "took");
    for (Row row : rows) {
      table.row(
          row.pipeline,
          text(row.model),
          text(row.stage),
          text(row.outcome == null ? row.status : row.outcome),
          text(row.version),
          Moments.at(row.started),
          Moments.span(row.took()));
    }
    return table;
  }

  private static String text(@Nullable String value) {
    return value == null ? "–" : value;
  }

  /**
   * @param status Temporal's word for it
   */
  private record Row(
      String pipeline,
      @Nullable String model,
      @Nullable String stage,
      String status,
      @Nullable String outcome,
      @Nullable String version,
      Instant started,
      @Nullable Instant ended) {

    static Row of(WorkflowExecutionMetadata execution) {
      boolean running =
          execution.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
      return new Row(
          execution.getExecution().getWorkflowId(),
          attribute(execution, HarnessSearchAttributes.MODEL),
          attribute(execution, HarnessSearchAttributes.STAGE),
          execution
              .getStatus()
              .name()
              .replace("WORKFLOW_EXECUTION_STATUS_", "")
              .toLowerCase(Locale.ROOT),
          attribute(execution, HarnessSearchAttributes.OUTCOME),
          attribute(execution, HarnessSearchAttributes.MODEL_VERSION),
          execution.getStartTime(),
          running ? null : execution.getCloseTime());
    }

    Duration took() {
      return Duration.between(started, ended == null ? Instant.now() : ended);
    }

    private static @Nullable String attribute(
        WorkflowExecutionMetadata execution, SearchAttributeKey<String> key) {
      return execution.getTypedSearchAttributes().get(key);
    }
  }
}
