package dev.mlharness.starter.rotation;

import dev.mlharness.identity.rotation.RotateSecret;
import dev.mlharness.identity.rotation.RotationRequest;
import dev.mlharness.identity.rotation.RotationResult;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "now", description = "Starts the rotation of a secret.")
final class NowCommand extends Action {
  @Mixin private Connection connection;

  @Parameters(index = "0", paramLabel = "NAME", description = "The secret, as it is configured.")
  private String name;

  @Option(
      names = "--wait",
      description = "Waits for the end, which comes after the overlap of both secrets.")
  private boolean wait;

  @Override
  protected ExitCode run() {
    try (Temporal temporal = connection.open(surroundings())) {
      temporal.requireWorker(TaskQueues.HARNESS);
      RotationRequest request = new RotationRequest(name);
      WorkflowStub started = start(temporal, request);
      String page = temporal.page(request.workflowId()).orElse(null);
      if (!wait) {
        say(new Started(name, request.workflowId(), page));
      } else {
        console().tell("started " + request.workflowId());
        say(started.getResult(RotationResult.class));
      }
      return ExitCode.DONE;
    }
  }

  private static WorkflowStub start(Temporal temporal, RotationRequest request) {
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
                    .setStaticSummary("rotation of " + request.secret())
                    .build());
    try {
      WorkflowClient.start(rotation::run, request);
    } catch (WorkflowExecutionAlreadyStarted e) {
      throw CommandFailure.failed(
          "a rotation of '" + request.secret() + "' is under way",
          "./harness rotate list shows how far it is");
    }
    return WorkflowStub.fromTyped(rotation);
  }

  private void say(Started started) {
    if (json()) {
      console().json(started);
      return;
    }
    console().print("started " + started.rotation);
    if (started.page != null) {
      console().print(started.page);
    }
    console().print("next: ./harness rotate list");
  }

  private void say(RotationResult result) {
    if (json()) {
      console().json(result);
      return;
    }
    console()
        .print(
            "rotated %s: secret %s of service principal %s works"
                .formatted(result.secret(), result.fresh(), result.principal()));
    console()
        .print(
            result.revoked().isEmpty()
                ? "nothing was revoked: it is not known which secret was used before"
                : "revoked " + String.join(", ", result.revoked()));
    if (!result.others().isEmpty()) {
      console().print("left alone, as others may use them: " + String.join(", ", result.others()));
    }
  }

  private record Started(String secret, String rotation, @Nullable String page) {}
}
