package dev.mlharness.activities.databricks.watch;

import dev.mlharness.run.RunResult;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.client.ActivityPausedException;
import io.temporal.client.ActivityResetException;
import io.temporal.failure.ApplicationFailure;

/** The real thing. */
record TemporalCompletions(ActivityCompletionClient client) implements Completions {

  @Override
  public void complete(byte[] taskToken, RunResult result) {
    ifWanted(() -> client.complete(taskToken, result));
  }

  @Override
  public void fail(byte[] taskToken, ApplicationFailure failure) {
    ifWanted(() -> client.completeExceptionally(taskToken, failure));
  }

  @Override
  public void cancelled(byte[] taskToken) {
    ifWanted(() -> client.reportCancellation(taskToken, null));
  }

  @Override
  public Standing heartbeat(byte[] taskToken, String progress) {
    try {
      client.heartbeat(taskToken, progress);
      return Standing.WANTED;
    } catch (ActivityCompletionException e) {
      return standing(e);
    }
  }

  /** The SDK wraps a cancellation that it found in the reply: the causes tell. */
  private static Standing standing(ActivityCompletionException answer) {
    for (Throwable t = answer; t != null; t = t.getCause()) {
      if (t instanceof ActivityCanceledException) {
        return Standing.CANCELLED;
      }
      if (t instanceof ActivityNotExistsException || t instanceof ActivityResetException) {
        return Standing.GONE;
      }
      // A person has paused retries. That is no reason to stop waiting.
      if (t instanceof ActivityPausedException) {
        return Standing.WANTED;
      }
    }
    throw answer;
  }

  private static void ifWanted(Runnable call) {
    try {
      call.run();
    } catch (ActivityNotExistsException nobodyWaits) {
      return;
    }
  }
}
