package dev.mlharness.sandbox.sql;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.catalog.FullName;
import dev.mlharness.sandbox.catalog.Schemas;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tables: each version is one CSV file that never changes. */
@Component
public class Tables {

  private final DocumentCollection<Table> tables;
  private final Documents documents;
  private final Schemas schemas;
  private final Path folder;

  Tables(SandboxSettings settings, Documents documents, Schemas schemas) {
    this.documents = documents;
    this.tables = documents.collection("tables", Table.class);
    this.schemas = schemas;
    this.folder = settings.home().resolve("tables");
  }

  Table get(String name) {
    return tables.get(name).orElseThrow(() -> ApiException.missing("Table", name));
  }

  List<Table> list() {
    return tables.list();
  }

  boolean has(String name) {
    return tables.get(name).isPresent();
  }

  /**
   * Adds a version, and the table with its first.
   *
   * @throws ApiException if the name is not one of three levels, or the rows are no table
   */
  Table append(String name, String csv) {
    FullName levels = FullName.of(name);
    Rows.parse(csv);
    schemas.ensure(levels.schemaOf().name());
    return documents.atomically(
        () -> {
          List<Long> times = new ArrayList<>(tables.get(name).map(Table::times).orElse(List.of()));
          write(file(name, times.size()), csv);
          times.add(System.currentTimeMillis());
          var table = new Table(name, times);
          tables.put(name, table);
          return table;
        });
  }

  /** The rows of a version. */
  Rows rows(String name, long version) {
    if (version < 0 || version >= get(name).times().size()) {
      throw ApiException.invalid(
          "Cannot time travel %s to version %d. Available versions: [0, %d]."
              .formatted(name, version, get(name).times().size() - 1));
    }
    try {
      return Rows.parse(Files.readString(file(name, version)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read version " + version + " of " + name, e);
    }
  }

  private Path file(String name, long version) {
    return folder.resolve(name).resolve("v" + version + ".csv");
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Path partial = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(partial, text);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /**
   * @param times when each version was written, in milliseconds since the epoch
   */
  record Table(String name, List<Long> times) {

    long newest() {
      return times.size() - 1L;
    }
  }
}
