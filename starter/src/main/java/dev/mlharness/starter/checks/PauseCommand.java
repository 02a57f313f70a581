package dev.mlharness.starter.checks;

import dev.mlharness.starter.way.Checks;
import dev.mlharness.starter.way.Checks.Watched;
import dev.mlharness.watch.WatchStatus;
import picocli.CommandLine.Command;

@Command(name = "pause", description = "Lets the watch look no more until resume.")
final class PauseCommand extends WatchAction.Say {
  PauseCommand() {
    super("paused");
  }

  @Override
  WatchStatus say(Checks checks, Watched watched) {
    return checks.pause(watched);
  }
}
