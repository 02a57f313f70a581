package dev.mlharness.starter.pages;

import dev.mlharness.payload.Durations;
import dev.mlharness.pipeline.Held;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.RetryRequest;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.recipe.Digest;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.starter.api.Allowed;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.Caller;
import dev.mlharness.starter.api.Refused;
import dev.mlharness.starter.api.TemporalConnection;
import dev.mlharness.starter.pipelines.PipelineOrders;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Where people answer a held pipeline, pause it or end it, by the roles that the API asks for. What
 * cannot be taken back is asked once more, on a page whose form is one order, however often it is
 * sent.
 */
@PageController
@RequestMapping("/pipelines/{id}")
class PipelineOrdersPage {
  private final TemporalConnection temporal;

  PipelineOrdersPage(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Allowed(ApiRole.RUNNER)
  @GetMapping("/retry")
  ModelAndView askRetry(@PathVariable("id") String id) {
    return ask("retry", id);
  }

  /**
   * @param from null: the held stage, and only its failed tasks
   * @param seen why it was held, on the page from which the order comes
   */
  @Allowed(ApiRole.RUNNER)
  @PostMapping("/retry")
  RedirectView retry(
      @PathVariable("id") String id,
      @RequestParam(name = "from", required = false) @Nullable Stage from,
      @RequestParam(name = "dbu", required = false) @Nullable Double dbu,
      @RequestParam(name = "time", required = false) @Nullable String time,
      @RequestParam("held") String seen,
      @RequestParam("request") UUID request) {
    mustBeHeldAs(seen, id);
    orders(id).retry(request, new RetryRequest(from, dbu, duration(time)));
    return done("retry", id);
  }

  @Allowed(ApiRole.OPERATOR)
  @GetMapping("/skip")
  ModelAndView askSkip(@PathVariable("id") String id) {
    return ask("skip", id);
  }

  @Allowed(ApiRole.OPERATOR)
  @PostMapping("/skip")
  RedirectView skip(
      @PathVariable("id") String id,
      @RequestParam("held") String seen,
      @RequestParam("request") UUID request) {
    mustBeHeldAs(seen, id);
    orders(id).skip(request);
    return done("skip", id);
  }

  @Allowed(ApiRole.OPERATOR)
  @GetMapping("/abort")
  ModelAndView askAbort(@PathVariable("id") String id) {
    return ask("abort", id);
  }

  @Allowed(ApiRole.OPERATOR)
  @PostMapping("/abort")
  RedirectView abort(
      Caller caller,
      @PathVariable("id") String id,
      @RequestParam(name = "reason", required = false) @Nullable String reason,
      @RequestParam("request") UUID request) {
    orders(id).abort(request, caller.name(), Forms.given(reason));
    return done("abort", id);
  }

  @Allowed(ApiRole.OPERATOR)
  @GetMapping("/cancel")
  ModelAndView askCancel(@PathVariable("id") String id) {
    return ask("cancel", id);
  }

  @Allowed(ApiRole.OPERATOR)
  @PostMapping("/cancel")
  RedirectView cancel(@PathVariable("id") String id) {
    orders(id).cancel();
    return done("cancel", id);
  }

  @Allowed(ApiRole.RUNNER)
  @PostMapping("/pause")
  RedirectView pause(@PathVariable("id") String id) {
    orders(id).pause();
    return done("pause", id);
  }

  @Allowed(ApiRole.RUNNER)
  @PostMapping("/resume")
  RedirectView resume(@PathVariable("id") String id) {
    orders(id).resume();
    return done("resume", id);
  }

  private ModelAndView ask(String order, String id) {
    PipelineStatus status = orders(id).status();
    return new ModelAndView("pipeline-order")
        .addObject("order", order)
        .addObject("id", id)
        .addObject("status", status)
        .addObject("heldMark", mark(status.held()))
        .addObject("stages", status.held() == null ? List.of() : upTo(status.held().stage(), id))
        .addObject("request", UUID.randomUUID());
  }

  /** To which it can go back: what is pinned stays pinned. */
  private List<Stage> upTo(Stage held, String id) {
    Manifest manifest = temporal.client().newWorkflowStub(TrainValidateDeploy.class, id).manifest();
    boolean tests = manifest == null || manifest.recipe().test() != null;
    return Arrays.stream(Stage.values())
        .filter(stage -> stage != Stage.RESOLVE && stage.compareTo(held) <= 0)
        .filter(stage -> stage != Stage.TEST || tests)
        .toList();
  }

  /** Whoever answers one failure does not answer the next. */
  private void mustBeHeldAs(String seen, String id) {
    String now = mark(orders(id).status().held());
    if (now.isEmpty() || !now.equals(seen)) {
      throw new Refused(
          HttpStatus.CONFLICT,
          "Nothing was done: %s since you opened this page. The page of the pipeline says where it stands."
              .formatted(
                  now.isEmpty()
                      ? "somebody has answered, so it is held no more,"
                      : "it is held for another reason"));
    }
  }

  private static String mark(@Nullable Held held) {
    return held == null ? "" : Digest.of(held).substring(0, 16);
  }

  private static @Nullable Duration duration(@Nullable String text) {
    try {
      String given = Forms.given(text);
      return given == null ? null : Durations.parse(given);
    } catch (IllegalArgumentException e) {
      throw new Refused(
          HttpStatus.BAD_REQUEST,
          "Nothing was done: '%s' is no time. Write it as in 90m or 4h.".formatted(text));
    }
  }

  private static RedirectView done(String order, String id) {
    RedirectView page = Paths.redirect("/pipelines/{id}", id);
    page.setUrl(page.getUrl() + "?ordered=" + order);
    return page;
  }

  private PipelineOrders orders(String id) {
    return new PipelineOrders(temporal.client(), id);
  }
}
