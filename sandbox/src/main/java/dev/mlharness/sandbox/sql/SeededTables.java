package dev.mlharness.sandbox.sql;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.seed.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the seed's tables, from data that scikit-learn ships, when they are not there yet. */
@Component
@Lazy(false)
final class SeededTables {

  private static final Logger log = LoggerFactory.getLogger(SeededTables.class);

  private final Tables tables;
  private final String python;
  private final JsonMapper json;

  SeededTables(Seed seed, Tables tables, SandboxSettings settings, JsonMapper json) {
    this.tables = tables;
    this.python = settings.python();
    this.json = json;
    List<TableSeed> absent =
        Arrays.stream(seed.section("tables", TableSeed[].class).orElse(new TableSeed[0]))
            .filter(table -> !tables.has(table.name))
            .toList();
    if (!absent.isEmpty()) {
      make(absent);
    }
  }

  private void make(List<TableSeed> absent) {
    JsonNode csvs = dataSets(absent.stream().map(TableSeed::dataSet).distinct().toList());
    for (TableSeed table : absent) {
      List<String> lines = csvs.path(table.dataSet).asString("").lines().toList();
      if (lines.isEmpty()) {
        log.warn("Table {} is not made: {} has no scikit-learn", table.name, python);
        continue;
      }
      for (int rows : table.versions) {
        tables.append(
            table.name, lines.stream().limit(rows + 1L).collect(Collectors.joining("\n")));
      }
    }
  }

  /** CSV by name of the data set, from one process; nothing when the interpreter cannot tell. */
  private JsonNode dataSets(List<String> names) {
    try {
      String script =
          new ClassPathResource("runtime/data_set.py").getContentAsString(StandardCharsets.UTF_8);
      List<String> command = new ArrayList<>(List.of(python, "-c", script));
      command.addAll(names);
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? json.readTree(printed) : json.createObjectNode();
    } catch (IOException | JacksonException e) {
      log.warn("{} cannot be run for the seed's tables: {}", python, e.getMessage());
      return json.createObjectNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return json.createObjectNode();
    }
  }

  private record TableSeed(String name, String dataSet, List<Integer> versions) {}
}
