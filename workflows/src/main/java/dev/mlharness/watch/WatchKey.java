package dev.mlharness.watch;

/** A registered model within its workspace: there is one watch of it. */
public record WatchKey(String workspace, String model) {

  /** Neither part has a slash, so that no two models share one. */
  public String workflowId() {
    return "watch/" + workspace + "/" + model;
  }
}
