package dev.mlharness.starter.audit;

import dev.mlharness.audit.AuditKind;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(name = "receipts", description = "Lists which tokens were received, for whom and as whom.")
final class ReceiptsCommand extends RecordsAction {
  @Override
  Set<AuditKind> kinds() {
    return Set.of(AuditKind.RECEIPT);
  }
}
