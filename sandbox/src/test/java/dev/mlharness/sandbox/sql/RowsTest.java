package dev.mlharness.sandbox.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.sandbox.api.ApiException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        Rows.parse("whole,real,text,mixed,empty,big\n1,1.5,a,1,,123456789012345678901\n-2,,b,x,,1\n3,1e-3,,1,,1");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''              | there is no header
          'a,b\\n1'       | In row 1 there are 1 cells; the header has 2 columns
          'a,b\\n1,2\\n,' | ok
          'a,a\\n1,2'     | 'a' is in the header twice
          'a,,b\\n1,2,3'  | has no name
          """)
  void whatIsNoTableIsRefusedWithTheReason(String csv, String why) {
    String lines = csv.replace("\\n", "\n");
    if (why.equals("ok")) {
      assertThat(Rows.parse(lines).cells()).hasSize(2);
    } else {
      assertThatThrownBy(() -> Rows.parse(lines))
          .isInstanceOf(ApiException.class)
          .hasMessageContaining(why);
    }
  }
}
