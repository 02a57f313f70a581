package dev.mlharness.promotion;

import java.util.Optional;

/**
 * A registered model within its workspace. Two workspaces of one metastore that both promote the
 * same model have two entities: let one of them do it.
 *
 * @param model as the registry spells it
 */
public record ModelKey(String workspace, String model) {
  private static final String PREFIX = "model/";

  /** Of the model's entity. Neither part has a slash, so that no two models share one. */
  public String workflowId() {
    return PREFIX + workspace + "/" + model;
  }

  /** The model whose entity has this workflow id; empty when it is no entity's. */
  public static Optional<ModelKey> ofWorkflowId(String id) {
    String[] parts = id.split("/", -1);
    return parts.length == 3 && id.startsWith(PREFIX)
        ? Optional.of(new ModelKey(parts[1], parts[2]))
        : Optional.empty();
  }

  /** The first part of a three-level name; empty for MLflow's own registry, which has none. */
  String catalog() {
    int dot = model.indexOf('.');
    return dot < 0 ? "" : model.substring(0, dot);
  }
}
