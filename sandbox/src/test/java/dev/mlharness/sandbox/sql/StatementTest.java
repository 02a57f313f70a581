package dev.mlharness.sandbox.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.sandbox.api.ApiException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {

  @Test
  void aSelectMayNameAVersionAndALimit() {
    assertThat(Statement.of("SELECT * FROM main.demo.t VERSION AS OF 3 LIMIT 5"))
        .isEqualTo(new Statement.Select("main.demo.t", 3L, 5));
    assertThat(Statement.of("select *\n  from `main`.`demo`.`t` ;"))
        .isEqualTo(new Statement.Select("main.demo.t", null, Long.MAX_VALUE));
  }

  @Test
  void theHistoryMayBeLimited() {
    assertThat(Statement.of("DESCRIBE HISTORY main.demo.t LIMIT 1"))
        .isEqualTo(new Statement.History("main.demo.t", 1));
    assertThat(Statement.of("describe history main.demo.t"))
        .isEqualTo(new Statement.History("main.demo.t", Long.MAX_VALUE));
  }

  @Test
  void aQueryOfColumnsTellsWhichTablesItReads() {
    assertThat(
            Statement.of("SELECT max(a.psi)\nFROM `main`.`demo`.`t` a JOIN main.demo.u ON true;"))
        .isEqualTo(
            new Statement.Query(
                "SELECT max(a.psi)\nFROM main.demo.t a JOIN main.demo.u ON true",
                List.of("main.demo.t", "main.demo.u")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "DROP TABLE main.demo.t",
        "UPDATE main.demo.t SET a = 1",
        "SELECT a FROM main.demo.t; DROP TABLE main.demo.t",
        "SELECT * FROM main.demo.t; DROP TABLE main.demo.t",
        "SELECT * FROM main.demo.t VERSION AS OF latest",
        "SELECT * FROM main.demo.t LIMIT 99999999999999999999"
      })
  void anythingElseIsRefusedAndSaysWhatIsUnderstood(String text) {
    assertThatThrownBy(() -> Statement.of(text))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("SELECT * FROM t [VERSION AS OF v]")
        .hasMessageContaining(text);
  }
}
