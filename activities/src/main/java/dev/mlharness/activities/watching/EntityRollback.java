package dev.mlharness.activities.watching;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.watch.WatchOrder;
import io.grpc.StatusRuntimeException;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Orders a rollback of the model's entity, as a person would: by its update {@code rollback}. The
 * same order again is the same update.
 */
final class EntityRollback {
  /** Shorter than the activity may take; a rollback that takes longer is asked for again. */
  private static final long PATIENCE_SECONDS = 90;

  private final WatchOrder order;
  private final WorkflowStub entity;

  EntityRollback(WorkflowClient temporal, WatchOrder order) {
    this.order = order;
    this.entity =
        temporal.newUntypedWorkflowStub(
            "model/%s/%s".formatted(order.key().workspace(), order.key().model()));
  }

  String carryOut() {
    try {
      JsonNode status = entity.query("status", JsonNode.class);
      String champion = status.path("champion").path("version").asText();
      if (!champion.isEmpty() && !champion.equals(order.version())) {
        return "version %s is champion already".formatted(champion);
      }
      if (status.path("turn").isObject()) {
        throw refused(
            "a promotion of %s is under way, and it is what replaces the champion"
                .formatted(order.key().model()));
      }
      return ordered();
    } catch (WorkflowNotFoundException e) {
      throw refused("the harness keeps no champions of %s".formatted(order.key().model()));
    } catch (WorkflowUpdateException e) {
      throw e.getCause() instanceof ApplicationFailure failure
          ? refused(failure.getOriginalMessage())
          : away();
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      throw away();
    }
  }

  private String ordered() {
    UpdateOptions<JsonNode> options =
        UpdateOptions.newBuilder(JsonNode.class)
            .setUpdateName("rollback")
            .setUpdateId(order.id())
            .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
            .build();
    Map<String, String> wish =
        Map.of(
            "by",
            "the watch of " + order.key().model(),
            "comment",
            order.why(),
            "instead",
            order.version());
    try {
      return entity
          .startUpdate(options, wish)
          .getResultAsync(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .get()
          .path("sentence")
          .asText();
    } catch (ExecutionException | CompletionException e) {
      if (e.getCause() instanceof WorkflowUpdateException failed) {
        throw failed;
      }
      throw e.getCause() instanceof TimeoutException ? goesOn() : away();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away();
    }
  }

  private static RuntimeException refused(String why) {
    return Failures.of(
        FailureType.CONFLICT, why + "; ./harness rollback does it when a person decides so");
  }

  private static RuntimeException goesOn() {
    return Failures.of(
        FailureType.UNAVAILABLE, "The rollback is under way. It is asked for again.");
  }

  private static RuntimeException away() {
    return Failures.of(FailureType.UNAVAILABLE, "Temporal did not answer. It is tried again.");
  }
}
