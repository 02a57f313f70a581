package dev.mlharness.starter.api;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mlharness.starter.console.Surroundings;
import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class RefusalRecordsTest {
  @Test
  void aRefusalStandsWhereNobodyCanRecordIt() {
    Surroundings nowhere =
        new Surroundings(
            Map.of(), Path.of(""), new BufferedReader(new StringReader("")), false, false);
    RefusalRecords records = new RefusalRecords(new TemporalConnection(nowhere));
    records.close();
    assertThatCode(() -> records.add("somebody", new MockHttpServletRequest(), "no role"))
        .doesNotThrowAnyException();
  }
}
