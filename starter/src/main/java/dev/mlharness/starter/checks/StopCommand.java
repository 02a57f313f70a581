package dev.mlharness.starter.checks;

import dev.mlharness.starter.way.Checks;
import dev.mlharness.starter.way.Checks.Watched;
import dev.mlharness.watch.WatchStatus;
import picocli.CommandLine.Command;

@Command(
    name = "stop",
    description = "Ends the watch. The next pipeline that deploys with one begins it again.")
final class StopCommand extends WatchAction.Say {
  StopCommand() {
    super("stopped");
  }

  @Override
  WatchStatus say(Checks checks, Watched watched) {
    return checks.stop(watched);
  }
}
