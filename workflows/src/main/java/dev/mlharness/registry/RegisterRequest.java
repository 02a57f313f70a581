package dev.mlharness.registry;

import dev.mlharness.access.Access;
import dev.mlharness.audit.Subject;
import dev.mlharness.tracking.LoggedModel;
import java.util.Map;

/**
 * @param key identifies the attempt; a version tagged with it is found again instead of made twice
 * @param tags put on the version: digest, pipeline, commit
 */
public record RegisterRequest(
    Access access, String model, LoggedModel logged, String key, Map<String, String> tags)
    implements Subject {

  @Override
  public String subject() {
    return "new version of " + model;
  }

  public RegisterRequest {
    tags = Map.copyOf(tags);
  }
}
