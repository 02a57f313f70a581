package dev.mlharness.starter.console;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What all commands have in common. A command that cannot do its work throws {@link
 * CommandFailure}.
 */
public abstract class Action implements Callable<Integer> {
  /** The root command: it knows what is around. */
  public interface Root {
    Surroundings surroundings();

    /** The whole command line anew, for a command that executes others. */
    CommandLine fresh();
  }

  /** How a command answers. */
  public enum Format {
    TEXT,
    JSON,
    /** The same as text, where that is a table. */
    TABLE,
    /** For tools that gather findings. */
    SARIF
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "text for people, json for programs: one document. Default: text.")
  private Format output = Format.TEXT;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  boolean help;

  private @Nullable Console console;

  /** Does the work. */
  protected abstract ExitCode run();

  /** In which formats it answers. */
  protected Set<Format> formats() {
    return Set.of(Format.TEXT, Format.JSON);
  }

  @Override
  public final Integer call() {
    if (!formats().contains(output)) {
      throw CommandFailure.usage(
          "this command does not answer as " + output.name().toLowerCase(Locale.ROOT),
          "--output "
              + formats().stream()
                  .map(each -> each.name().toLowerCase(Locale.ROOT))
                  .sorted()
                  .collect(Collectors.joining(" or ")));
    }
    return run().code();
  }

  protected final Surroundings surroundings() {
    return ((Root) spec.root().userObject()).surroundings();
  }

  /** The whole command line anew, to execute another command once. */
  protected final CommandLine fresh() {
    return ((Root) spec.root().userObject()).fresh().setErr(spec.commandLine().getErr());
  }

  protected final Console console() {
    if (console == null) {
      console =
          new Console(spec.commandLine().getOut(), spec.commandLine().getErr(), surroundings());
    }
    return console;
  }

  /** How the answer is wanted. */
  protected final Format format() {
    return output;
  }

  /** Whether the answer goes to a program. */
  protected final boolean json() {
    return output == Format.JSON;
  }
}
