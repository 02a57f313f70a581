package dev.mlharness.starter.cli;

import dev.mlharness.starter.audit.AuditCommand;
import dev.mlharness.starter.bundle.ImportCommand;
import dev.mlharness.starter.checks.ChecksCommand;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.demo.DemoCommand;
import dev.mlharness.starter.doctor.DoctorCommand;
import dev.mlharness.starter.identity.IdentityCommand;
import dev.mlharness.starter.init.InitCommand;
import dev.mlharness.starter.login.LoginCommand;
import dev.mlharness.starter.login.LogoutCommand;
import dev.mlharness.starter.login.WhoamiCommand;
import dev.mlharness.starter.promotion.AdoptCommand;
import dev.mlharness.starter.promotion.FreezeCommand;
import dev.mlharness.starter.promotion.ModelCommand;
import dev.mlharness.starter.promotion.RollbackCommand;
import dev.mlharness.starter.promotion.UnfreezeCommand;
import dev.mlharness.starter.rotation.RotateCommand;
import dev.mlharness.starter.schedule.ScheduleCommand;
import dev.mlharness.starter.stack.DownCommand;
import dev.mlharness.starter.stack.LogsCommand;
import dev.mlharness.starter.stack.PsCommand;
import dev.mlharness.starter.stack.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of all commands. */
@Command(
    name = "harness",
    description = "Trains, validates, approves and deploys models, as recipes say.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      LintCommand.class,
      PlanCommand.class,
      RunCommand.class,
      ListCommand.class,
      ShowCommand.class,
      WatchCommand.class,
      ApproveCommand.class,
      RejectCommand.class,
      RetryCommand.class,
      SkipCommand.class,
      AbortCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      CancelCommand.class,
      RolloutCommand.class,
      TraceCommand.class,
      DiffCommand.class,
      ReproduceCommand.class,
      ModelCommand.class,
      RollbackCommand.class,
      FreezeCommand.class,
      UnfreezeCommand.class,
      AdoptCommand.class,
      AuditCommand.class,
      ScheduleCommand.class,
      ChecksCommand.class,
      InitCommand.class,
      ImportCommand.class,
      LoginCommand.class,
      LogoutCommand.class,
      WhoamiCommand.class,
      IdentityCommand.class,
      RotateCommand.class,
      DoctorCommand.class,
      UpCommand.class,
      DownCommand.class,
      PsCommand.class,
      LogsCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or a recipe that cannot run, 3 rejected or held."
    })
public final class HarnessCommand implements Action.Root, Runnable {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  boolean help;

  private HarnessCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** All commands, ready to be executed once. */
  public static CommandLine commandLine(Surroundings surroundings) {
    return new CommandLine(new HarnessCommand(surroundings))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Errors::usage)
        .setExecutionExceptionHandler(Errors::execution);
  }

  @Override
  public Surroundings surroundings() {
    return surroundings;
  }

  @Override
  public CommandLine fresh() {
    return commandLine(surroundings);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
