package dev.mlharness.starter.cli;

import dev.mlharness.starter.console.Surroundings;

/** Where {@code ./harness} begins. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // What libraries log would stand between the lines. The API on the same class path logs.
    System.setProperty("slf4j.internal.verbosity", "WARN");
    System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
    System.exit(HarnessCommand.commandLine(Surroundings.real()).execute(arguments));
  }
}
