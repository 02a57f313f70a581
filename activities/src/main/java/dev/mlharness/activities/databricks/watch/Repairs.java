package dev.mlharness.activities.databricks.watch;

import com.databricks.sdk.service.jobs.RepairHistoryItem;
import com.databricks.sdk.service.jobs.RepairHistoryItemType;
import com.databricks.sdk.service.jobs.Run;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The repairs that a run has had. Known only of runs that were read with their history. */
public final class Repairs {
  private Repairs() {}

  /** Oldest first. */
  public static List<RepairHistoryItem> of(Run run) {
    Collection<RepairHistoryItem> history =
        Objects.requireNonNullElse(run.getRepairHistory(), List.of());
    return history.stream()
        .filter(item -> item.getType() == RepairHistoryItemType.REPAIR)
        .sorted(
            Comparator.comparing(
                RepairHistoryItem::getStartTime, Comparator.nullsFirst(Comparator.naturalOrder())))
        .toList();
  }
}
