package dev.mlharness.starter.checks;

import dev.mlharness.watch.Watch;
import picocli.CommandLine.Command;

@Command(name = "pause", description = "Lets the watch look no more until resume.")
final class PauseCommand extends WatchAction.Say {
  @Override
  String say(Watch watch) {
    watch.pause();
    return "paused";
  }
}
