package dev.mlharness.starter.schedule;

import dev.mlharness.starter.console.CommandGroup;
import picocli.CommandLine.Command;

@Command(
    name = "schedule",
    description = "Recipes that run by themselves, on Temporal Schedules.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ApplyCommand.class,
      ListCommand.class,
      DescribeCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      TriggerCommand.class,
      BackfillCommand.class,
      DeleteCommand.class
    })
public final class ScheduleCommand extends CommandGroup {}
