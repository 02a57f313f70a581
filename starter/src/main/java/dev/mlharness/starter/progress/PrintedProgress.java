package dev.mlharness.starter.progress;

import java.io.PrintStream;

/** Lines that stay, and below them one that is overwritten. */
final class PrintedProgress implements Progress {

  private static final String START_OF_LINE = "\r\u001b[K";
  private static final int WIDTH = 100;

  private final PrintStream out;
  private final boolean terminal;

  PrintedProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public synchronized void say(String line) {
    out.println(terminal ? START_OF_LINE + line : line);
    out.flush();
  }

  @Override
  public synchronized void now(String what) {
    if (terminal) {
      // A line that wraps could not be overwritten.
      out.print(START_OF_LINE + what.substring(0, Math.min(WIDTH, what.length())));
      out.flush();
    }
  }
}
