package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.serving.EndpointSpec.Entity;

/**
 * What a server is for: one model version on one endpoint.
 *
 * @param id of the endpoint: another one may have its name later
 */
record ServedKey(String endpoint, String id, String model, String version) {

  static ServedKey of(EndpointRecord endpoint, Entity entity) {
    return new ServedKey(
        endpoint.name(), endpoint.id(), entity.entityName(), entity.entityVersion());
  }

  /** The folder of its files, beneath that of all. */
  String folder() {
    return endpoint + "/" + id + "/" + model + "-" + version;
  }
}
