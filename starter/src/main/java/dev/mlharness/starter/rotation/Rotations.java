package dev.mlharness.starter.rotation;

import dev.mlharness.identity.rotation.RotateSecret;
import dev.mlharness.identity.rotation.RotationRequest;
import dev.mlharness.identity.rotation.RotationResult;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.secret.SecretSummary;
import dev.mlharness.secret.SecretsQuestion;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.connection.TemporalFailures;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.cron.Upkeep;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The secrets that are rotated, as every way in reads and rotates them. */
public final class Rotations {
  private final Temporal temporal;

  public Rotations(Temporal temporal) {
    this.temporal = temporal;
  }

  public List<RotatedSecret> all() {
    return Arrays.stream(known(null, "secrets that are rotated"))
        .map(secret -> new RotatedSecret(secret, RotationView.of(temporal, secret.secret())))
        .toList();
  }

  /**
   * Starts the rotation of a secret; whether there is such a secret, the rotation says.
   *
   * @throws CommandFailure when one is under way
   */
  public WorkflowStub start(String secret) {
    temporal.requireWorker(TaskQueues.HARNESS);
    RotationRequest request = new RotationRequest(secret);
    RotateSecret rotation =
        temporal
            .client()
            .newWorkflowStub(
                RotateSecret.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(request.workflowId())
                    .setWorkflowIdConflictPolicy(
                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                    .setTaskQueue(TaskQueues.HARNESS)
                    .setStaticSummary("rotation of " + secret)
                    .build());
    try {
      WorkflowClient.start(rotation::run, request);
    } catch (WorkflowExecutionAlreadyStarted e) {
      throw CommandFailure.busy(
          "a rotation of '" + secret + "' is under way",
          "./harness rotate list shows how far it is");
    }
    return WorkflowStub.fromTyped(rotation);
  }

  /**
   * How the latest rotation of a secret ended, if it did.
   *
   * @throws CommandFailure when there was none
   */
  public LatestRotation latest(String secret) {
    String id = new RotationRequest(secret).workflowId();
    WorkflowStub rotation = temporal.client().newUntypedWorkflowStub(id);
    try {
      boolean running =
          rotation.describe().getStatus()
              == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
      return new LatestRotation(
          secret, id, running ? null : rotation.getResult(RotationResult.class), null);
    } catch (WorkflowFailedException failed) {
      return new LatestRotation(secret, id, null, TemporalFailures.words(failed));
    } catch (WorkflowException | StatusRuntimeException e) {
      if (e instanceof WorkflowNotFoundException
          || TemporalFailures.code(e) == Status.Code.NOT_FOUND) {
        throw CommandFailure.missing(
            "no rotation of '" + secret + "' is known", "./harness rotate list");
      }
      throw e;
    }
  }

  /**
   * Fails, naming those that there are, for a secret that no worker knows.
   *
   * @throws io.temporal.client.WorkflowFailedException then
   */
  public void mustKnow(String secret) {
    known(secret, "secret to rotate");
  }

  /** The rotation of a secret as a piece of upkeep. */
  public static Upkeep upkeep(String secret) {
    RotationRequest request = new RotationRequest(secret);
    // Temporal appends the time; the workflow sees to it that there is one rotation.
    return new Upkeep(
        request.workflowId(), RotateSecret.class, request, "scheduled rotation of " + secret);
  }

  private SecretSummary[] known(@Nullable String secret, String why) {
    return Questions.ask(
        temporal, "ListSecrets", why, new SecretsQuestion(secret), SecretSummary[].class);
  }
}
