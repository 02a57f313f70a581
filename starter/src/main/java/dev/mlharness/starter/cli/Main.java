package dev.mlharness.starter.cli;

import dev.mlharness.starter.console.Surroundings;

/** Where {@code ./harness} begins. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(HarnessCommand.commandLine(Surroundings.real()).execute(arguments));
  }
}
