package dev.mlharness.starter.checks;

import dev.mlharness.starter.console.CommandGroup;
import picocli.CommandLine.Command;

@Command(
    name = "checks",
    description = "Models that are watched while they serve, and what their checks say.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      StopCommand.class
    })
public final class ChecksCommand extends CommandGroup {}
