package dev.mlharness.starter.pages;

import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.starter.api.Allowed;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.TemporalConnection;
import dev.mlharness.starter.paging.Page;
import dev.mlharness.starter.paging.PageRequest;
import dev.mlharness.starter.pipelines.PipelineQuery;
import dev.mlharness.starter.pipelines.PipelineRow;
import dev.mlharness.starter.report.Moments;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Pipelines: those that run, then the last to end; and how to make one. */
@PageController
class PipelinesPage {
  private static final int SIZE = 25;
  private static final List<String> OUTCOMES =
      Stream.concat(Stream.of(PipelineRow.HELD), Arrays.stream(Outcome.values()).map(Outcome::word))
          .toList();

  private final TemporalConnection temporal;

  PipelinesPage(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Allowed(ApiRole.READER)
  @GetMapping("/")
  ModelAndView show(
      @RequestParam(name = "model", required = false) @Nullable String model,
      @RequestParam(name = "stage", required = false) @Nullable Stage stage,
      @RequestParam(name = "outcome", required = false) @Nullable String outcome,
      @RequestParam(name = "open", defaultValue = "false") boolean open,
      @RequestParam(name = "page", required = false) @Nullable String page,
      HttpServletRequest request) {
    Filter filter = new Filter(named(model), stage, outcome, open);
    Page<Row> rows =
        filter.query().page(temporal.client(), new PageRequest(SIZE, page)).map(Row::of);
    return Live.page("pipelines", request, rows)
        .addObject("rows", rows.items())
        .addObject("page", page)
        .addObject("next", rows.next())
        .addObject("filter", filter)
        .addObject("stages", Arrays.asList(Stage.values()))
        .addObject("outcomes", OUTCOMES);
  }

  private static @Nullable String named(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** A pipeline in the list. */
  public record Row(PipelineRow of, Look look, String took) {
    private static final long STEP = 10;

    static Row of(PipelineRow row) {
      return new Row(row, Look.of(row), Moments.span(took(row)));
    }

    /** Of one that runs, not to the second: whatever has changed is sent to all who look on. */
    private static Duration took(PipelineRow row) {
      return row.ended() == null
          ? Duration.ofSeconds(row.took().toSeconds() / STEP * STEP)
          : row.took();
    }
  }

  /** What is asked for, as the form shows it again. */
  public record Filter(
      @Nullable String model, @Nullable Stage stage, @Nullable String outcome, boolean open) {

    PipelineQuery query() {
      return new PipelineQuery(model, stage == null ? null : stage.word(), outcome, open);
    }

    /** Whether anything is left out. */
    public boolean narrow() {
      return model != null || stage != null || outcome != null || open;
    }
  }
}
