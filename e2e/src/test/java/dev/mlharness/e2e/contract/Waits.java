package dev.mlharness.e2e.contract;

import dev.mlharness.activities.databricks.watch.RunWatcher;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunResult;
import io.temporal.client.ActivityCompletionClient;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stands where Temporal stands: hears how watched runs ended. */
final class Waits {
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final Map<String, CompletableFuture<RunResult>> open = new ConcurrentHashMap<>();

  ActivityCompletionClient client() {
    return (ActivityCompletionClient)
        Proxy.newProxyInstance(
            Waits.class.getClassLoader(),
            new Class<?>[] {ActivityCompletionClient.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("complete")) {
                ended((byte[]) arguments[0], (RunResult) arguments[1]);
              }
              return null;
            });
  }

  CompletableFuture<RunResult> begin(RunWatcher watcher, RunHandle run) {
    String token = UUID.randomUUID().toString();
    var wait = new CompletableFuture<RunResult>();
    open.put(token, wait);
    watcher.watch(run, token.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(30));
    return wait;
  }

  static RunResult result(CompletableFuture<RunResult> wait) {
    try {
      return wait.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the run was not seen to end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void ended(byte[] token, RunResult result) {
    CompletableFuture<RunResult> wait = open.remove(new String(token, StandardCharsets.UTF_8));
    if (wait != null) {
      wait.complete(result);
    }
  }
}
