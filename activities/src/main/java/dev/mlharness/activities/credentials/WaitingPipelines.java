package dev.mlharness.activities.credentials;

import dev.mlharness.access.Access;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Pipelines that wait while this worker looks after their runs: for whom it uses a role's token
 * although no activity of theirs asks for one.
 */
public final class WaitingPipelines {
  private final Map<Access, Queue<OnBehalf>> byAccess = new ConcurrentHashMap<>();

  public void begin(Access access, OnBehalf pipeline) {
    byAccess.computeIfAbsent(access, key -> new ConcurrentLinkedQueue<>()).add(pipeline);
  }

  public void end(Access access, OnBehalf pipeline) {
    of(access).remove(pipeline);
  }

  /** Each once. */
  public List<OnBehalf> as(Access access) {
    return of(access).stream().distinct().toList();
  }

  private Queue<OnBehalf> of(Access access) {
    return byAccess.getOrDefault(access, new ConcurrentLinkedQueue<>());
  }
}
