package dev.mlharness.sandbox.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents of one kind, by id. Every method is atomic; several together are under {@link
 * Documents#atomically}.
 *
 * @param <T> what a document is read as: a record or a Jackson tree
 */
public final class DocumentCollection<T> {

  private final Documents documents;
  private final JdbcClient sql;
  private final JsonMapper json;
  private final String name;
  private final Class<T> type;

  DocumentCollection(
      Documents documents, JdbcClient sql, JsonMapper json, String name, Class<T> type) {
    this.documents = documents;
    this.sql = sql;
    this.json = json;
    this.name = name;
    this.type = type;
  }

  /** The document, if there is one. */
  public Optional<T> get(String id) {
    return documents.atomically(
        () ->
            sql.sql("SELECT body FROM document WHERE collection = ? AND id = ?")
                .params(name, id)
                .query(String.class)
                .optional()
                .map(this::read));
  }

  /** All documents, in the order in which their ids first came. */
  public List<T> list() {
    return documents
        .atomically(
            () ->
                sql.sql("SELECT body FROM document WHERE collection = ? ORDER BY position")
                    .params(name)
                    .query(String.class)
                    .list())
        .stream()
        .map(this::read)
        .toList();
  }

  /** Stores the document, in place of one that was there. */
  public void put(String id, T document) {
    String upsert =
        "INSERT INTO document (collection, id, body) VALUES (?, ?, ?)"
            + " ON CONFLICT (collection, id) DO UPDATE SET body = excluded.body";
    write(upsert, name, id, json.writeValueAsString(document));
  }

  /** Stores the document unless there is one; tells whether it did. */
  public boolean putIfAbsent(String id, T document) {
    String insert = "INSERT OR IGNORE INTO document (collection, id, body) VALUES (?, ?, ?)";
    return write(insert, name, id, json.writeValueAsString(document)) > 0;
  }

  /** The document; made by {@code maker} and stored if there was none. */
  public T computeIfAbsent(String id, Supplier<T> maker) {
    return documents.atomically(
        () ->
            get(id)
                .orElseGet(
                    () -> {
                      T made = maker.get();
                      put(id, made);
                      return made;
                    }));
  }

  /** Replaces the document by what {@code change} makes of it; empty if there is none. */
  public Optional<T> update(String id, UnaryOperator<T> change) {
    return documents.atomically(
        () -> {
          Optional<T> changed = get(id).map(change);
          changed.ifPresent(document -> put(id, document));
          return changed;
        });
  }

  /** Removes the document; tells whether there was one. */
  public boolean delete(String id) {
    return write("DELETE FROM document WHERE collection = ? AND id = ?", name, id) > 0;
  }

  private int write(String statement, Object... values) {
    return documents.atomically(() -> sql.sql(statement).params(values).update());
  }

  private T read(String body) {
    return json.readValue(body, type);
  }
}
