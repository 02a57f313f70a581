package dev.mlharness.starter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.Spent;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.Surroundings;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusReportTest {
  @Test
  void whatWasSpentOfABudgetIsSaid() {
    assertThat(lines(new Spent(Duration.ofHours(3), 30.0, null, 35.0)))
        .anySatisfy(line -> assertThat(line).matches("spent +3h, 30 of 35 DBU"));
  }

  @Test
  void withoutABudgetNothingIsSaidOfIt() {
    assertThat(lines(null)).noneSatisfy(line -> assertThat(line).startsWith("spent"));
  }

  private static List<String> lines(@Nullable Spent spent) {
    var nowhere = new PrintWriter(new StringWriter());
    var console =
        new Console(
            nowhere,
            nowhere,
            new Surroundings(
                Map.of(), Path.of(""), new BufferedReader(new StringReader("")), false, false));
    var status =
        new PipelineStatus(
            "fraud",
            "main.fraud.detector",
            null,
            Stage.TRAIN,
            State.RUNNING,
            "",
            List.of(),
            null,
            List.of(),
            List.of(),
            null,
            null,
            null,
            spent);
    return new StatusReport(console, "fraud-1", status, null).lines();
  }
}
