package dev.mlharness.starter.pages;

import dev.mlharness.rollout.Instruction;
import dev.mlharness.rollout.Rollout;
import dev.mlharness.starter.api.Allowed;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.Caller;
import dev.mlharness.starter.api.TemporalConnection;
import dev.mlharness.starter.rollout.RolloutView;
import dev.mlharness.starter.rollout.Rollouts;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** How far a candidate has come, step by step; and steering it. */
@PageController
@RequestMapping("/pipelines/{id}/rollout")
class RolloutPage {
  private final TemporalConnection temporal;

  RolloutPage(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Allowed(ApiRole.READER)
  @GetMapping
  ModelAndView show(@PathVariable("id") String id, HttpServletRequest request) {
    RolloutView rollout = new Rollouts(temporal.client()).view(id);
    return Live.page("rollout", request, rollout)
        .addObject("rollout", rollout)
        .addObject("temporalPage", temporal.temporal().page(Rollout.idOf(id)).orElse(null));
  }

  /** Asks once more before what cannot be taken back. */
  @Allowed(ApiRole.OPERATOR)
  @GetMapping("/end")
  ModelAndView askEnd(
      @PathVariable("id") String id, @RequestParam("action") Instruction.Action action) {
    return new ModelAndView("rollout-end")
        .addObject("rollout", new Rollouts(temporal.client()).view(id))
        .addObject("promote", action == Instruction.Action.PROMOTE);
  }

  @Allowed(ApiRole.OPERATOR)
  @PostMapping
  RedirectView steer(
      Caller caller,
      @PathVariable("id") String id,
      @RequestParam("action") Instruction.Action action,
      @RequestParam(name = "comment", required = false) @Nullable String comment) {
    new Rollouts(temporal.client())
        .steer(id, new Instruction(action, caller.name(), Forms.given(comment)));
    return Paths.redirect("/pipelines/{id}/rollout", id);
  }
}
