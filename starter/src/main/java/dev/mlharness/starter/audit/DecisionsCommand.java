package dev.mlharness.starter.audit;

import dev.mlharness.audit.AuditKind;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(
    name = "decisions",
    description =
        "Lists what people decided at gates, on which evidence, what was refused, and what they"
            + " ordered of models.")
final class DecisionsCommand extends RecordsAction {
  @Override
  Set<AuditKind> kinds() {
    return Set.of(AuditKind.DECISION, AuditKind.REFUSAL, AuditKind.ORDER);
  }
}
