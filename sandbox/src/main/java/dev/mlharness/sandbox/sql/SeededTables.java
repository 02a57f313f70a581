package dev.mlharness.sandbox.sql;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.seed.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Makes the seed's tables, from data that scikit-learn ships, when they are not there yet. */
@Component
@Lazy(false)
final class SeededTables {

  private static final Logger log = LoggerFactory.getLogger(SeededTables.class);
  private final Tables tables;
  private final String python;

  SeededTables(Seed seed, Tables tables, SandboxSettings settings) {
    this.tables = tables;
    this.python = settings.python();
    for (TableSeed table : seed.section("tables", TableSeed[].class).orElse(new TableSeed[0])) {
      if (!tables.has(table.name)) {
        make(table);
      }
    }
  }

  private void make(TableSeed table) {
    String csv = csv(table.dataSet);
    if (csv.isEmpty()) {
      log.warn("Table {} is not made: {} has no scikit-learn", table.name, python);
      return;
    }
    List<String> lines = csv.lines().toList();
    for (int rows : table.versions) {
      tables.append(
          table.name, String.join("\n", lines.subList(0, Math.min(rows + 1, lines.size()))) + "\n");
    }
  }

  /** Header and rows of a data set; empty when the interpreter cannot give them. */
  private String csv(String dataSet) {
    try {
      String script =
          new ClassPathResource("runtime/data_set.py").getContentAsString(StandardCharsets.UTF_8);
      Process process =
          new ProcessBuilder(python, "-c", script, dataSet)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String csv = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? csv : "";
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + python, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private record TableSeed(String name, String dataSet, List<Integer> versions) {}
}
