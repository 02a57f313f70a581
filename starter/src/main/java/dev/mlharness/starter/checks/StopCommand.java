package dev.mlharness.starter.checks;

import dev.mlharness.watch.Watch;
import picocli.CommandLine.Command;

@Command(
    name = "stop",
    description = "Ends the watch. The next pipeline that deploys with one begins it again.")
final class StopCommand extends WatchAction.Say {
  @Override
  String say(Watch watch) {
    watch.stop();
    return "stopped";
  }
}
