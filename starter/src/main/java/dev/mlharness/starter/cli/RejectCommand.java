package dev.mlharness.starter.cli;

import dev.mlharness.approval.Verdict;
import picocli.CommandLine.Command;

@Command(
    name = "reject",
    description = "Shows the evidence at a pipeline's gate, and says no to it.")
final class RejectCommand extends DecideAction {
  RejectCommand() {
    super(Verdict.REJECT);
  }
}
