package dev.mlharness.starter.rotation;

import dev.mlharness.starter.console.CommandGroup;
import picocli.CommandLine.Command;

@Command(
    name = "rotate",
    description =
        "Replaces secrets of service principals; the new one is proven before the old goes.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {NowCommand.class, ListCommand.class, ScheduleCommand.class})
public final class RotateCommand extends CommandGroup {}
