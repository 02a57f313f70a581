package dev.mlharness.starter.rotation;

import dev.mlharness.identity.rotation.RotateSecret;
import dev.mlharness.identity.rotation.RotationRequest;
import dev.mlharness.secret.SecretSummary;
import dev.mlharness.secret.SecretsQuestion;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.cron.CronAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "schedule",
    description =
        "Lets a secret be rotated by itself. ./harness schedule pause, resume, trigger and delete"
            + " rotate-NAME do the rest.")
final class ScheduleCommand extends CronAction {
  @Parameters(index = "0", paramLabel = "NAME", description = "The secret, as it is configured.")
  private String name;

  @Override
  protected ExitCode run() {
    try (Temporal temporal = connect()) {
      // Fails, naming those that there are, for a secret that no worker knows.
      Questions.ask(
          temporal,
          "ListSecrets",
          "secret to schedule",
          new SecretsQuestion(name),
          SecretSummary[].class);
      RotationRequest request = new RotationRequest(name);
      // Temporal appends the time; the workflow sees to it that there is one rotation.
      String id = request.workflowId();
      Instant next =
          schedule(temporal, id, RotateSecret.class, request, "scheduled rotation of " + name);
      say(new Scheduled(id, name, next), id, next);
      return ExitCode.DONE;
    }
  }

  private record Scheduled(String schedule, String secret, @Nullable Instant next) {}
}
