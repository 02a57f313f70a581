package dev.mlharness.starter.checks;

import dev.mlharness.watch.Watch;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Lets a paused watch go on: it looks at once.")
final class ResumeCommand extends WatchAction.Say {
  @Override
  String say(Watch watch) {
    watch.resume();
    return "resumed";
  }
}
