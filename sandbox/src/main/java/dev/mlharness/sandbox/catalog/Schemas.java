package dev.mlharness.sandbox.catalog;

import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.util.List;
import org.springframework.stereotype.Component;

/** The schemas that there are, and so the catalogs: one is made with the first thing in it. */
@Component
public class Schemas {

  private final DocumentCollection<Schema> schemas;

  Schemas(Documents documents) {
    this.schemas = documents.collection("schemas", Schema.class);
  }

  /** Makes the schema unless there is one of this name, {@code catalog.schema}. */
  public void ensure(String fullName) {
    schemas.putIfAbsent(fullName, new Schema(fullName, System.currentTimeMillis()));
  }

  List<Schema> list() {
    return schemas.list();
  }

  /**
   * A schema.
   *
   * @param created milliseconds since the epoch
   */
  record Schema(String fullName, long created) {

    String catalog() {
      return fullName.substring(0, fullName.indexOf('.'));
    }

    String name() {
      return fullName.substring(fullName.indexOf('.') + 1);
    }
  }
}
