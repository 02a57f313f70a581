package dev.mlharness.sandbox.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.sandbox.api.ApiException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

  @Test
  void quotedCellsKeepTheirCommasAndEmptyOnesAreNull() {
    Rows rows = Rows.parse("name,age\n\"Doe, Jane\",41\r\nno age,\n\n");
    assertThat(rows.columns()).containsExactly("name", "age");
    assertThat(rows.cells())
        .containsExactly(List.of("Doe, Jane", "41"), Arrays.asList("no age", null));
  }

  @Test
  void aColumnHasTheNarrowestTypeOfItsCells() {
    Rows rows =
        Rows.parse(
            "whole,real,text,mixed,empty,big\n1,1.5,a,1,,123456789012345678901\n-2,,b,x,,1\n3,1e-3,,1,,1");
    assertThat(rows.types())
        .containsExactly(
            ColumnType.LONG,
            ColumnType.DOUBLE,
            ColumnType.STRING,
            ColumnType.STRING,
            ColumnType.STRING,
            ColumnType.DOUBLE);
  }

  @Test
  void aHeaderAloneIsATableWithoutRows() {
    assertThat(Rows.parse("a,b\n").cells()).isEmpty();
  }

  private static void refused(String csv, String why) {
    assertThatThrownBy(() -> Rows.parse(csv))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatIsNoTableIsRefusedWithTheReason() {
    refused("", "there is no header");
    refused("a,b\n1", "In row 1 there are 1 cells; the header has 2 columns");
    refused("a,a\n1,2", "'a' is in the header twice");
    refused("a,,b\n1,2,3", "has no name");
  }
}
