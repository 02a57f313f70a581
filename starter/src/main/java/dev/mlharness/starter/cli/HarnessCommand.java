package dev.mlharness.starter.cli;

import dev.mlharness.starter.stack.DownCommand;
import dev.mlharness.starter.stack.LogsCommand;
import dev.mlharness.starter.stack.PsCommand;
import dev.mlharness.starter.stack.StackException;
import dev.mlharness.starter.stack.UpCommand;
import dev.mlharness.starter.toolchain.ToolchainException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/**
 * The root of the command line. Exit codes: 0 done, 1 failed, 2 usage or recipe error, 3 rejected
 * or held.
 */
@Command(
    name = "harness",
    description = "Train, validate, approve and deploy models, durably.",
    mixinStandardHelpOptions = true,
    subcommands = {UpCommand.class, DownCommand.class, PsCommand.class, LogsCommand.class})
public final class HarnessCommand {

  private HarnessCommand() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new HarnessCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(failures());
  }

  private static IExecutionExceptionHandler failures() {
    return (failure, command, parsed) -> {
      if (failure instanceof StackException || failure instanceof ToolchainException) {
        command.getErr().println(failure.getMessage());
      } else {
        failure.printStackTrace(command.getErr());
      }
      return CommandLine.ExitCode.SOFTWARE;
    };
  }
}
