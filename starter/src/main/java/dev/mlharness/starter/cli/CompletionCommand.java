package dev.mlharness.starter.cli;

import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = {
      "Prints a completion script. For this shell: source <(./harness completion bash)"
    })
final class CompletionCommand extends Action {
  enum Shell {
    BASH,
    ZSH
  }

  @Spec private CommandSpec command;

  @Parameters(index = "0", paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell;

  @Override
  protected ExitCode run() {
    if (shell == Shell.ZSH) {
      console().print("autoload -U +X compinit && compinit");
      console().print("autoload -U +X bashcompinit && bashcompinit");
    }
    console().print(AutoComplete.bash("harness", command.root().commandLine()));
    return ExitCode.DONE;
  }
}
