package dev.mlharness.starter.cli;

import dev.mlharness.approval.Verdict;
import picocli.CommandLine.Command;

@Command(
    name = "approve",
    description = "Shows the evidence at a pipeline's gate, and says yes to it.")
final class ApproveCommand extends DecideAction {
  ApproveCommand() {
    super(Verdict.APPROVE);
  }
}
