package dev.mlharness.activities.mlflow;

import dev.mlharness.access.Access;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.mlflow.tracking.creds.MlflowHostCreds;
import org.mlflow.tracking.creds.MlflowHostCredsProvider;

/**
 * Calls through {@code mlflow-client}, with its faults fenced in: it waits without a time-out, and
 * hangs for good after two answers of 429, as it leaks both connections of its pool. So each call
 * has a client of its own, closed afterwards, and a deadline. It also sends a request up to three
 * times by itself, so what must not happen twice goes through {@link PlainHttp}.
 */
final class ClientCalls implements AutoCloseable {
  private final MlflowServers servers;
  private final Duration deadline;
  private final ExecutorService threads = Executors.newCachedThreadPool(ClientCalls::daemon);

  ClientCalls(MlflowServers servers, Duration deadline) {
    this.servers = servers;
    this.deadline = deadline;
  }

  <T> T call(Access access, String what, Function<MlflowClient, T> request) {
    try {
      return send(access, what, request);
    } catch (MlflowHttpException refused) {
      // The token may have been revoked: one more try, with a new one.
      servers.refused(access);
    }
    try {
      return send(access, what, request);
    } catch (MlflowHttpException refused) {
      throw failures(access).of(what, refused);
    }
  }

  /**
   * @throws MlflowHttpException when the server refuses the token; all else is a failure
   */
  private <T> T send(Access access, String what, Function<MlflowClient, T> request) {
    MlflowClient client = new MlflowClient(credentials(access));
    Future<T> answer = threads.submit(() -> request.apply(client));
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw error(access, what, e);
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

  private RuntimeException error(Access access, String what, ExecutionException error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    return cause instanceof MlflowHttpException refusal && refusal.getStatusCode() == 401
        ? refusal
        : failures(access).of(what, cause);
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
