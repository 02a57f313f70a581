package dev.mlharness.sandbox.sql;

import dev.mlharness.sandbox.api.ApiException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * The rows of one version of a table.
 *
 * @param columns their names
 * @param cells row by row, as many as there are columns; null where a cell is empty
 */
record Rows(List<String> columns, List<List<@Nullable String>> cells) {

  private static final ObjectReader CSV =
      CsvMapper.builder()
          .enable(CsvReadFeature.WRAP_AS_ARRAY, CsvReadFeature.SKIP_EMPTY_LINES)
          .build()
          .readerFor(String[].class);

  /**
   * Reads CSV with a header.
   *
   * @throws ApiException saying in which row it is no table
   */
  static Rows parse(String csv) {
    List<String[]> lines = lines(csv);
    if (lines.isEmpty()) {
      throw ApiException.invalid("The rows are CSV with a header; there is no header.");
    }
    List<String> header = List.of(lines.get(0));
    checkNames(header);
    for (int row = 1; row < lines.size(); row++) {
      if (lines.get(row).length != header.size()) {
        throw ApiException.invalid(
            "In row %d there are %d cells; the header has %d columns."
                .formatted(row, lines.get(row).length, header.size()));
      }
    }
    return new Rows(header, lines.stream().skip(1).map(Rows::row).toList());
  }

  /** The type of each column. */
  List<ColumnType> types() {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> ColumnType.of(cells.stream().map(row -> row.get(i)).toList()))
        .toList();
  }

  private static List<String[]> lines(String csv) {
    try (MappingIterator<String[]> lines = CSV.readValues(csv)) {
      return lines.readAll();
    } catch (JacksonException e) {
      throw ApiException.invalid("The rows are not CSV: " + e.getOriginalMessage());
    }
  }

  private static void checkNames(List<String> header) {
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (name.isBlank()) {
        throw ApiException.invalid("A column in the header has no name: " + header);
      }
      if (!seen.add(name)) {
        throw ApiException.invalid("The column '%s' is in the header twice.".formatted(name));
      }
    }
  }

  private static List<@Nullable String> row(String[] line) {
    return Arrays.stream(line)
        .map(cell -> cell.isEmpty() ? null : cell)
        .collect(Collectors.collectingAndThen(Collectors.toList(), Collections::unmodifiableList));
  }
}
