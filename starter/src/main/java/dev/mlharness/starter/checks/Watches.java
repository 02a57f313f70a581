package dev.mlharness.starter.checks;

import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.paging.Executions;
import dev.mlharness.starter.paging.Page;
import dev.mlharness.starter.paging.PageRequest;
import dev.mlharness.watch.Watch;
import dev.mlharness.watch.WatchKey;
import dev.mlharness.watch.WatchStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The watches that have not ended, as every way in reads and steers them. */
public final class Watches {
  private static final String OPEN = "WorkflowType = 'Watch' AND ExecutionStatus = 'Running'";

  private final WorkflowClient temporal;

  public Watches(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  public Stream<WatchRow> all() {
    return temporal.listExecutions(OPEN).map(WatchRow::of);
  }

  public Page<WatchRow> page(PageRequest request) {
    return Executions.page(temporal, OPEN, request).map(WatchRow::of);
  }

  /**
   * Speaks with the watch of a model.
   *
   * @param workspace null: the only one in which it is watched
   * @throws CommandFailure when it is not watched, or in several workspaces
   */
  public <T> T with(String model, @Nullable String workspace, Function<Watch, T> question) {
    try {
      return question.apply(
          temporal.newWorkflowStub(
              Watch.class,
              workspace == null ? only(model) : new WatchKey(workspace, model).workflowId()));
    } catch (WorkflowNotFoundException e) {
      throw notWatched(model);
    }
  }

  /** Where the watch of a model stands; empty when it has none. */
  public Optional<WatchStatus> find(WatchKey key) {
    try {
      return Optional.of(temporal.newWorkflowStub(Watch.class, key.workflowId()).status());
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    }
  }

  private String only(String model) {
    List<String> found;
    try (Stream<WorkflowExecutionMetadata> open = temporal.listExecutions(of(model))) {
      found = open.map(watch -> watch.getExecution().getWorkflowId()).toList();
    }
    if (found.isEmpty()) {
      throw notWatched(model);
    }
    if (found.size() > 1) {
      throw CommandFailure.usage(
          "%s is watched in several workspaces: %s".formatted(model, String.join(", ", found)),
          "name one with --workspace");
    }
    return found.get(0);
  }

  private static String of(String model) {
    return OPEN + " AND HarnessModel = '" + model.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** That nobody watches it. */
  public static CommandFailure notWatched(String model) {
    return CommandFailure.missing(
        model + " is not watched",
        "./harness checks list shows what is; a recipe with watch: begins it when it deploys");
  }
}
