package dev.mlharness.starter.pages;

import dev.mlharness.payload.Durations;
import dev.mlharness.starter.api.Allowed;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.TemporalConnection;
import dev.mlharness.starter.paging.Page;
import dev.mlharness.starter.paging.PageRequest;
import dev.mlharness.starter.paging.Sorted;
import dev.mlharness.starter.pipelines.PipelineRow;
import dev.mlharness.starter.schedule.ScheduleBook;
import dev.mlharness.starter.schedule.ScheduleDetail;
import dev.mlharness.starter.schedule.ScheduleRow;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Recipes that run by themselves: when next, what came of it, and why not. */
@PageController
class SchedulesPage {
  private static final int SIZE = 25;

  private final TemporalConnection temporal;

  SchedulesPage(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Allowed(ApiRole.READER)
  @GetMapping("/schedules")
  ModelAndView list(
      @RequestParam(name = "page", required = false) @Nullable String page,
      HttpServletRequest request) {
    Page<Row> rows = page(Forms.given(page)).map(this::row);
    return Live.page("schedules", request, rows)
        .addObject("rows", rows.items())
        .addObject("page", page)
        .addObject("next", rows.next());
  }

  private Page<ScheduleRow> page(@Nullable String token) {
    try (Stream<ScheduleRow> all = book().ofRecipes()) {
      return Sorted.page("schedules", all, ScheduleRow::schedule, new PageRequest(SIZE, token));
    }
  }

  private Row row(ScheduleRow schedule) {
    return new Row(
        schedule,
        schedule.last() == null
            ? null
            : PipelineRow.find(temporal.client(), schedule.last()).map(Result::of).orElse(null));
  }

  @Allowed(ApiRole.READER)
  @GetMapping("/schedules/{name}")
  ModelAndView show(@PathVariable("name") String name, HttpServletRequest request) {
    ScheduleDetail detail = book().detail(name);
    List<Result> results = detail.results().stream().map(Result::of).toList();
    return Live.page("schedule", request, detail)
        .addObject("detail", detail)
        .addObject("results", results)
        .addObject(
            "catchup",
            detail.view().catchup() == null ? null : Durations.format(detail.view().catchup()))
        .addObject("recipe", detail.recipeText());
  }

  private ScheduleBook book() {
    return new ScheduleBook(temporal.temporal());
  }

  /**
   * @param last null: it has started none, or Temporal has forgotten it
   */
  public record Row(ScheduleRow schedule, @Nullable Result last) {}

  /** What came of a firing. */
  public record Result(PipelineRow pipeline, Look look) {
    static Result of(PipelineRow row) {
      return new Result(row, Look.of(row));
    }
  }
}
