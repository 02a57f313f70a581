package dev.mlharness.starter.progress;

import java.io.PrintStream;

/**
 * Tells what is being done while it takes time. Goes to standard error, so that a command's output
 * stays clean. Every method may be called from any thread.
 */
public interface Progress {

  /** Says what happened or is about to happen: a line that stays. */
  void say(String line);

  /** Says how far it is: shown on a terminal only, and replaced by whatever comes next. */
  void now(String what);

  /** Says nothing. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void say(String line) {}

      @Override
      public void now(String what) {}
    };
  }

  /**
   * Writes to standard error. The launcher knows whether that is a terminal and says so in the
   * system property {@code mlharness.terminal}; the JVM itself cannot tell before version 22.
   */
  static Progress ofConsole() {
    return to(System.err, Boolean.getBoolean("mlharness.terminal"));
  }

  /** Writes to {@code out}; {@code terminal} says whether a line there can be overwritten. */
  static Progress to(PrintStream out, boolean terminal) {
    return new PrintedProgress(out, terminal);
  }
}
