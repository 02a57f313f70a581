package dev.mlharness.promotion;

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

  /**
   * The other way round.
   *
   * @throws IllegalArgumentException when it is the id of no model's entity
   */
  public static ModelKey ofWorkflow(String workflowId) {
    int slash = workflowId.lastIndexOf('/');
    if (!workflowId.startsWith(PREFIX) || slash < PREFIX.length()) {
      throw new IllegalArgumentException(workflowId + " is not the entity of a model");
    }
    return new ModelKey(
        workflowId.substring(PREFIX.length(), slash), workflowId.substring(slash + 1));
  }

  /** The first part of a three-level name; empty for MLflow's own registry, which has none. */
  String catalog() {
    int dot = model.indexOf('.');
    return dot < 0 ? "" : model.substring(0, dot);
  }
}
