package dev.mlharness.starter.pages;

import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.promotion.Entities;
import dev.mlharness.starter.api.Allowed;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.TemporalConnection;
import dev.mlharness.starter.paging.Page;
import dev.mlharness.starter.paging.PageRequest;
import dev.mlharness.starter.promotion.ModelSummary;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The models that the harness knows, and where each stands. */
@PageController
class ModelsPage {
  private static final int SIZE = 25;

  private final TemporalConnection temporal;

  ModelsPage(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Allowed(ApiRole.READER)
  @GetMapping("/models")
  ModelAndView show(
      @RequestParam(name = "page", required = false) @Nullable String page,
      HttpServletRequest request) {
    // Without a worker each question would wait for its time to run out.
    temporal.temporal().requireWorker(TaskQueues.HARNESS);
    Page<ModelSummary> models =
        ModelSummary.page(
            temporal.client(),
            new Entities(temporal.client(), TaskQueues.HARNESS),
            new PageRequest(SIZE, Forms.given(page)));
    return Live.page("models", request, models)
        .addObject("models", models.items())
        .addObject("page", page)
        .addObject("next", models.next());
  }
}
