package dev.mlharness.starter.way;

import dev.mlharness.starter.checks.WatchRow;
import dev.mlharness.starter.checks.Watches;
import dev.mlharness.watch.Watch;
import dev.mlharness.watch.WatchStatus;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Watches as workflows. */
final class TemporalChecks implements Checks {
  private final Watches watches;

  TemporalChecks(WorkflowClient client) {
    this.watches = new Watches(client);
  }

  @Override
  public List<WatchRow> list() {
    try (Stream<WatchRow> rows = watches.all()) {
      return rows.toList();
    }
  }

  @Override
  public WatchStatus view(Watched model) {
    return said(model, watch -> {});
  }

  @Override
  public WatchStatus pause(Watched model) {
    return said(model, Watch::pause);
  }

  @Override
  public WatchStatus resume(Watched model) {
    return said(model, Watch::resume);
  }

  @Override
  public WatchStatus stop(Watched model) {
    return said(model, Watch::stop);
  }

  private WatchStatus said(Watched model, Consumer<Watch> words) {
    return watches.with(
        model.model(),
        model.workspace(),
        watch -> {
          words.accept(watch);
          return watch.status();
        });
  }
}
