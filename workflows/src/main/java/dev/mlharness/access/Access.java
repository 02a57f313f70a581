package dev.mlharness.access;

/**
 * Where and as whom an activity touches the world. Both are names from the worker's configuration;
 * credentials are fetched by the activity, at the moment of the call, and never travel.
 *
 * @param workspace name of a configured workspace
 * @param role name of a configured role; it decides the service principal
 */
public record Access(String workspace, String role) {
  public Access {
    if (workspace.isBlank() || role.isBlank()) {
      throw new IllegalArgumentException("access needs a workspace and a role");
    }
  }
}
