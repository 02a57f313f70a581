package dev.mlharness.activities.databricks.watch;

import dev.mlharness.activities.credentials.WaitingPipelines;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All open watches of this process. In memory only: whoever dies is watched again elsewhere. */
final class Watches {
  private final Map<ByteBuffer, Watch> byToken = new ConcurrentHashMap<>();
  private final Map<String, Integer> open = new ConcurrentHashMap<>();
  private final WatchMetrics metrics;
  private final WaitingPipelines waiting;

  Watches(WatchMetrics metrics, WaitingPipelines waiting) {
    this.metrics = metrics;
    this.waiting = waiting;
  }

  void add(Watch watch) {
    if (byToken.put(ByteBuffer.wrap(watch.taskToken()), watch) == null) {
      count(watch, 1);
      if (watch.pipeline() != null) {
        waiting.begin(watch.access(), watch.pipeline());
      }
    }
  }

  void remove(Watch watch) {
    if (byToken.remove(ByteBuffer.wrap(watch.taskToken()), watch)) {
      count(watch, -1);
      if (watch.pipeline() != null) {
        waiting.end(watch.access(), watch.pipeline());
      }
    }
  }

  boolean contains(Watch watch) {
    return byToken.get(ByteBuffer.wrap(watch.taskToken())) == watch;
  }

  Collection<Watch> all() {
    return List.copyOf(byToken.values());
  }

  /** Those whose run is not known to have ended. */
  List<Watch> unsettled(String workspace) {
    return byToken.values().stream()
        .filter(watch -> watch.workspace().equals(workspace) && !watch.settled())
        .toList();
  }

  private void count(Watch watch, int more) {
    metrics.open(watch.workspace(), open.merge(watch.workspace(), more, Integer::sum));
  }
}
