package dev.mlharness.activities.databricks.watch;

import dev.mlharness.run.RunResult;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A Temporal that remembers what it was told, and can be slow, away, or no longer interested. */
final class FakeCompletions implements Completions {
  final Map<String, RunResult> completed = new ConcurrentHashMap<>();
  final Map<String, ApplicationFailure> failed = new ConcurrentHashMap<>();
  final List<String> cancelled = new CopyOnWriteArrayList<>();
  final Map<String, List<Long>> beats = new ConcurrentHashMap<>();
  final Map<String, String> progress = new ConcurrentHashMap<>();
  final AtomicInteger mostAtOnce = new AtomicInteger();
  final AtomicInteger away = new AtomicInteger();
  volatile Standing standing = Standing.WANTED;
  volatile Duration delay = Duration.ZERO;
  private final AtomicInteger underWay = new AtomicInteger();

  @Override
  public void complete(byte[] taskToken, RunResult result) {
    answer();
    completed.put(text(taskToken), result);
  }

  @Override
  public void fail(byte[] taskToken, ApplicationFailure failure) {
    answer();
    failed.put(text(taskToken), failure);
  }

  @Override
  public void cancelled(byte[] taskToken) {
    cancelled.add(text(taskToken));
  }

  @Override
  public Standing heartbeat(byte[] taskToken, String words) {
    String token = text(taskToken);
    beats.computeIfAbsent(token, t -> new CopyOnWriteArrayList<>()).add(System.nanoTime());
    progress.put(token, words);
    if (away.get() > 0) {
      throw new IllegalStateException("Temporal is away");
    }
    return standing;
  }

  private void answer() {
    mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try {
      TimeUnit.MILLISECONDS.sleep(delay.toMillis());
      if (away.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("Temporal is away");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private static String text(byte[] taskToken) {
    return new String(taskToken, StandardCharsets.UTF_8);
  }
}
