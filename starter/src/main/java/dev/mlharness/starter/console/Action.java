package dev.mlharness.starter.console;

import java.util.concurrent.Callable;
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
    JSON
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

  @Override
  public final Integer call() {
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

  /** Whether the answer goes to a program. */
  protected final boolean json() {
    return output == Format.JSON;
  }
}
