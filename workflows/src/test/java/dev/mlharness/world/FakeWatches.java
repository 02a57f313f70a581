package dev.mlharness.world;

import dev.mlharness.watch.WatchActivities;
import dev.mlharness.watch.WatchKey;
import dev.mlharness.watch.WatchOrder;
import dev.mlharness.watch.WatchedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a watch needs of Temporal. */
public final class FakeWatches implements WatchActivities {
  private final Faults faults;
  private final List<WatchedModel> kept = new ArrayList<>();
  private final Map<String, WatchOrder> orders = new LinkedHashMap<>();
  private @Nullable String open;

  FakeWatches(Faults faults) {
    this.faults = faults;
  }

  /** What pipelines have handed over. */
  public synchronized List<WatchedModel> kept() {
    return List.copyOf(kept);
  }

  public synchronized List<WatchOrder> orders() {
    return List.copyOf(orders.values());
  }

  /** This pipeline of the model has not ended; null: none. */
  public synchronized void open(@Nullable String pipeline) {
    open = pipeline;
  }

  @Override
  public void keep(WatchedModel model) {
    faults.around("KeepWatch", () -> add(model));
  }

  private synchronized boolean add(WatchedModel model) {
    return kept.add(model);
  }

  @Override
  public @Nullable String openPipeline(WatchKey key) {
    faults.around("FindOpenPipeline", () -> true);
    return opened();
  }

  private synchronized @Nullable String opened() {
    return open;
  }

  @Override
  public String rollback(WatchOrder order) {
    return faults.around("RollBackWatched", () -> carryOut(order));
  }

  private synchronized String carryOut(WatchOrder order) {
    orders.put(order.id(), order);
    return "version %s was rolled back".formatted(order.version());
  }
}
