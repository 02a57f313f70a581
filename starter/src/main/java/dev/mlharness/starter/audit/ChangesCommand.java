package dev.mlharness.starter.audit;

import dev.mlharness.audit.AuditKind;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(
    name = "changes",
    description = "Lists what was changed outside, as whom: before and after.")
final class ChangesCommand extends RecordsAction {
  @Override
  Set<AuditKind> kinds() {
    return Set.of(AuditKind.CHANGE);
  }
}
