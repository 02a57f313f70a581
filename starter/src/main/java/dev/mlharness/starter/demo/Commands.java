package dev.mlharness.starter.demo;

import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Style;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The commands that a person would type, shown and then executed. */
final class Commands {

  private final Supplier<CommandLine> fresh;
  private final Console console;
  private final String temporal;

  /**
   * @param fresh the whole command line; one serves one command
   * @param temporal the server they speak to, whatever else is configured
   */
  Commands(Supplier<CommandLine> fresh, Console console, String temporal) {
    this.fresh = fresh;
    this.console = console;
    this.temporal = temporal;
  }

  /** Returns the command's exit code. */
  int execute(String... words) {
    console.tell("");
    console.tell(console.paint(Style.STRONG, "$ ./harness " + String.join(" ", words)));
    List<String> all =
        Stream.concat(Stream.of(words), Stream.of("--address", temporal, "--namespace", "default"))
            .toList();
    return fresh.get().execute(all.toArray(String[]::new));
  }

  /**
   * @throws DemoFailure if the command does not succeed
   */
  void mustSucceed(String... words) {
    int code = execute(words);
    if (code != ExitCode.DONE.code()) {
      throw new DemoFailure(code);
    }
  }
}
