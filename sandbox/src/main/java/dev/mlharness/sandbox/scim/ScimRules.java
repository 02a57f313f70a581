package dev.mlharness.sandbox.scim;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.api.ErrorCode;
import dev.mlharness.sandbox.identity.Caller;
import tools.jackson.databind.JsonNode;

/** What holds for every SCIM resource. */
final class ScimRules {

  private ScimRules() {}

  static void mustBeAdmin(Caller caller) {
    if (!caller.admin()) {
      throw ApiException.denied("Only an admin may change principals and groups.");
    }
  }

  static String required(JsonNode resource, String attribute) {
    return resource
        .optional(attribute)
        .map(JsonNode::asString)
        .orElseThrow(() -> ApiException.invalid(attribute + " is missing."));
  }

  static ApiException exists(String name) {
    return new ApiException(
        ErrorCode.RESOURCE_ALREADY_EXISTS, "'%s' exists already.".formatted(name));
  }
}
