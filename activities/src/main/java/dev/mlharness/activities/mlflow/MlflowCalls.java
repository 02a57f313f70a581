package dev.mlharness.activities.mlflow;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.mlflow.tracking.creds.MlflowHostCreds;
import org.mlflow.tracking.creds.MlflowHostCredsProvider;

/**
 * Calls through {@code mlflow-client}, with its faults fenced in: it waits without a time-out, and
 * hangs for good after two answers of 429, as it leaks both connections of its pool. So each call
 * has a client of its own, closed afterwards, and a deadline. It also sends a request up to three
 * times by itself, so whoever creates something must cope with more than one of it.
 *
 * <p>Every error leaves as an {@link ApplicationFailure} whose type is a {@link FailureType}.
 */
public final class MlflowCalls implements AutoCloseable {
  private final MlflowServers servers;
  private final Duration deadline;
  private final ExecutorService threads = Executors.newCachedThreadPool(MlflowCalls::daemon);

  /**
   * @param deadline of one call; a few of them must fit into an activity's start-to-close time-out,
   *     so that no request is on its way any more when the next attempt looks
   */
  public MlflowCalls(MlflowServers servers, Duration deadline) {
    this.servers = servers;
    this.deadline = deadline;
  }

  /**
   * @param what the request in words, for the error message: "find experiment x"
   */
  public <T> T call(Access access, String what, Function<MlflowClient, T> request) {
    MlflowClient client = new MlflowClient(credentials(access));
    Future<T> answer = threads.submit(() -> request.apply(client));
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failures(access).of(what, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw failures(access).tooLate(what, deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures(access).interrupted(what);
    } finally {
      answer.cancel(true);
      // Closing the pool also frees a thread that waits for one of its connections.
      client.close();
    }
  }

  /** Like {@link #call}, but empty where the server has no such thing. */
  public <T> Optional<T> find(Access access, String what, Function<MlflowClient, T> request) {
    try {
      return Optional.of(call(access, what, request));
    } catch (ApplicationFailure e) {
      if (FailureType.NOT_FOUND.name().equals(e.getType())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  MlflowServers servers() {
    return servers;
  }

  private MlflowFailures failures(Access access) {
    return new MlflowFailures(servers, access);
  }

  private MlflowHostCredsProvider credentials(Access access) {
    return new MlflowHostCredsProvider() {
      @Override
      public MlflowHostCreds getHostCreds() {
        return new BasicMlflowHostCreds(servers.host(access).toString(), servers.token(access));
      }

      @Override
      public void refresh() {
        servers.refused(access);
      }
    };
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "mlflow-call");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
