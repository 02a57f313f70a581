package dev.mlharness.starter.audit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "audit",
    description = "Who did what, when, as whom; and whether the records are as they were written.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StartsCommand.class,
      DecisionsCommand.class,
      ReceiptsCommand.class,
      ChangesCommand.class,
      VerifyCommand.class,
      ExportCommand.class
    })
public final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  boolean help;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
