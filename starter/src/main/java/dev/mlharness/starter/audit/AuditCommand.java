package dev.mlharness.starter.audit;

import dev.mlharness.starter.console.CommandGroup;
import picocli.CommandLine.Command;

@Command(
    name = "audit",
    description = "Who did what, when, as whom; and whether the records are as they were written.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StartsCommand.class,
      DecisionsCommand.class,
      ReceiptsCommand.class,
      ChangesCommand.class,
      IdentitiesCommand.class,
      ScheduleIdentitiesCommand.class,
      VerifyCommand.class,
      ExportCommand.class
    })
public final class AuditCommand extends CommandGroup {}
