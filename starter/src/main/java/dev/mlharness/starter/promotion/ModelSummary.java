package dev.mlharness.starter.promotion;

import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.ModelStatus;
import dev.mlharness.starter.paging.Page;
import dev.mlharness.starter.paging.PageRequest;
import io.temporal.client.WorkflowClient;
import java.util.List;

/**
 * Where a model stands, in a list.
 *
 * @param freezes those that are about this model
 */
public record ModelSummary(ModelStatus status, List<Freeze> freezes) {
  public ModelSummary {
    freezes = List.copyOf(freezes);
  }

  /** Of the models that the harness knows. Each is asked. */
  public static Page<ModelSummary> page(
      WorkflowClient temporal, Entities entities, PageRequest request) {
    List<Freeze> freezes = entities.freezes();
    return Models.page(temporal, request)
        .map(
            row -> {
              ModelKey key = new ModelKey(row.workspace(), row.model());
              return new ModelSummary(entities.known(key).status(), about(key, freezes));
            });
  }

  static List<Freeze> about(ModelKey key, List<Freeze> freezes) {
    return freezes.stream().filter(freeze -> freeze.scope().covers(key)).toList();
  }
}
