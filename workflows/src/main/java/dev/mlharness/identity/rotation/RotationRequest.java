package dev.mlharness.identity.rotation;

/**
 * @param secret its name in the worker's configuration
 */
public record RotationRequest(String secret) {

  /** Temporal runs one workflow of an id at a time, and with it one rotation of a secret. */
  public String workflowId() {
    return "rotate-" + secret;
  }
}
