package dev.mlharness.starter.audit;

import dev.mlharness.audit.AuditKind;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(
    name = "starts",
    description = "Lists who started pipelines, what was refused, and how they ended.")
final class StartsCommand extends RecordsAction {
  @Override
  Set<AuditKind> kinds() {
    return Set.of(AuditKind.START, AuditKind.REFUSAL, AuditKind.END);
  }
}
