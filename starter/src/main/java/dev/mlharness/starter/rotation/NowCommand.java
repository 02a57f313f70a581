package dev.mlharness.starter.rotation;

import dev.mlharness.identity.rotation.RotationResult;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Secrets;
import dev.mlharness.starter.way.Way;
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
    try (Way way = Way.open(connection, surroundings())) {
      Secrets.Rotation started = way.secrets().rotate(name);
      if (!wait) {
        say(new Started(name, started.id(), started.page()));
      } else {
        console().tell("started " + started.id());
        say(started.result());
      }
      return ExitCode.DONE;
    }
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
