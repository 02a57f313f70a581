package dev.mlharness.starter.cli;

import dev.mlharness.recipe.Problem;
import dev.mlharness.recipe.RecipeProblems;
import dev.mlharness.starter.connection.TemporalFailures;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.stack.StackException;
import dev.mlharness.starter.toolchain.ToolchainException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where what went wrong becomes words and an exit code. */
final class Errors {
  private Errors() {}

  static int usage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    Console console = console(command);
    console.error(String.valueOf(e.getMessage()));
    UnmatchedArgumentException.printSuggestions(e, command.getErr());
    console.tell("help: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE.code();
  }

  static int execution(Exception e, CommandLine command, ParseResult parsed) {
    Console console = console(command);
    if (e instanceof RecipeProblems problems) {
      problems.problems().forEach(problem -> tell(console, "error", "recipe", problem));
      return ExitCode.USAGE.code();
    }
    Optional<CommandFailure> failure = explain(e);
    if (failure.isPresent()) {
      return say(console, failure.get());
    }
    console.error("this is a defect of the command line; please report it:");
    e.printStackTrace(command.getErr());
    return ExitCode.FAILED.code();
  }

  private static Optional<CommandFailure> explain(Exception e) {
    if (e instanceof CommandFailure known) {
      return Optional.of(known);
    }
    if (e instanceof StackException || e instanceof ToolchainException) {
      return Optional.of(CommandFailure.failed(String.valueOf(e.getMessage()), null));
    }
    return TemporalFailures.explain(e);
  }

  /** As compilers write it, so that editors find the place. */
  static void tell(Console console, String kind, String file, Problem problem) {
    String place = problem.line() == 0 ? "" : problem.line() + ":" + problem.column() + ": ";
    String path = problem.path().isEmpty() ? "" : problem.path() + ": ";
    String line = file + ":" + place + (place.isEmpty() ? " " : "") + kind + ": " + path;
    console.tell(line + problem.message());
    if (problem.hint() != null) {
      console.tell("    " + problem.hint());
    }
  }

  private static int say(Console console, CommandFailure failure) {
    console.error(String.valueOf(failure.getMessage()));
    if (failure.next() != null) {
      console.tell("next: " + failure.next());
    }
    return failure.exitCode().code();
  }

  private static Console console(CommandLine command) {
    Action.Root root = (Action.Root) command.getCommandSpec().root().userObject();
    return new Console(command.getOut(), command.getErr(), root.surroundings());
  }
}
