package dev.mlharness.sandbox.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.sandbox.api.ApiException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueriesTest {
  private static final Map<String, Rows> TABLES =
      Map.of("main.demo.drift", Rows.parse("version,psi\n7,0.1\n7,0.3\n8,0.9\n"));

  @Test
  void oneNumberOfATable() {
    assertThat(run("SELECT max(psi) FROM main.demo.drift", Map.of()))
        .isEqualTo(List.of(List.of("0.9")));
  }

  @Test
  void aParameterIsBoundAndNeverRead() {
    String query = "SELECT max(psi) AS psi FROM main.demo.drift WHERE version = :version";

    assertThat(run(query, Map.of("version", "7"))).isEqualTo(List.of(List.of("0.3")));
    assertThat(run(query, Map.of("version", "7 OR 1=1")))
        .isEqualTo(List.of(Collections.singletonList(null)));
    assertThatThrownBy(() -> run(query, Map.of()))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("version");
  }

  @Test
  void whatSqlCannotReadIsRefused() {
    assertThatThrownBy(() -> run("SELECT max( FROM main.demo.drift", Map.of()))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("syntax error");
  }

  private static List<?> run(String query, Map<String, String> parameters) {
    return Queries.run(query, TABLES, Map.copyOf(parameters)).cells();
  }
}
