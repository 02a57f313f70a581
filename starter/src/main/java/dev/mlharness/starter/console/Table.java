package dev.mlharness.starter.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rows in columns, as narrow as they can be. */
public final class Table {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  private Table() {}

  /** With a line of headings. */
  public static Table of(String... headings) {
    return new Table().row(headings);
  }

  public static Table withoutHeadings() {
    return new Table();
  }

  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** One line for each row, without blanks at its end. */
  public List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(width(column) - length(cell))).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> length(row.get(column)))
        .max()
        .orElse(0);
  }

  private static int length(String cell) {
    String plain = COLOUR.matcher(cell).replaceAll("");
    return plain.codePointCount(0, plain.length());
  }
}
