package dev.mlharness.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the records that were asked for.
 *
 * @param next what to ask from for more; null: there are no more
 */
public record AuditPage(List<AuditRecord> records, @Nullable Long next) {
  public AuditPage {
    records = List.copyOf(records);
  }
}
