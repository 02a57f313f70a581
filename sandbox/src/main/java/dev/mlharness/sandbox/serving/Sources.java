package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.serving.EndpointSpec.Entity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the files of each entity of an endpoint are, as MLflow knows it. */
record Sources(Map<String, String> byEntity) {

  static String key(Entity entity) {
    return entity.entityName() + "/" + entity.entityVersion();
  }

  @Nullable String of(Entity entity) {
    return byEntity.get(key(entity));
  }
}
