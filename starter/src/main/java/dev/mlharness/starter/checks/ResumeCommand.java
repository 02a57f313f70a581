package dev.mlharness.starter.checks;

import dev.mlharness.starter.way.Checks;
import dev.mlharness.starter.way.Checks.Watched;
import dev.mlharness.watch.WatchStatus;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Lets a paused watch go on: it looks at once.")
final class ResumeCommand extends WatchAction.Say {
  ResumeCommand() {
    super("resumed");
  }

  @Override
  WatchStatus say(Checks checks, Watched watched) {
    return checks.resume(watched);
  }
}
