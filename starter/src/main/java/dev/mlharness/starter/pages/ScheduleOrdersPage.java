package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.Allowed;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.Caller;
import dev.mlharness.starter.api.Refused;
import dev.mlharness.starter.api.ScheduleOrders;
import dev.mlharness.starter.api.TemporalConnection;
import dev.mlharness.starter.schedule.ScheduleBook;
import dev.mlharness.starter.schedule.ScheduleView;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Where people pause a schedule, let it go on, or fire it at once. */
@PageController
@RequestMapping("/schedules/{name}")
class ScheduleOrdersPage {
  private final TemporalConnection temporal;
  private final ScheduleOrders orders;

  ScheduleOrdersPage(TemporalConnection temporal, ScheduleOrders orders) {
    this.temporal = temporal;
    this.orders = orders;
  }

  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @GetMapping("/pause")
  ModelAndView askPause(@PathVariable("name") String name) {
    return ask("pause", name);
  }

  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @PostMapping("/pause")
  RedirectView pause(
      Caller caller,
      @PathVariable("name") String name,
      @RequestParam(name = "note", required = false) @Nullable String note) {
    orders.pause(caller, name, Forms.given(note));
    return Paths.redirect("/schedules/{name}", name);
  }

  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @GetMapping("/resume")
  ModelAndView askResume(@PathVariable("name") String name) {
    return ask("resume", name);
  }

  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @PostMapping("/resume")
  RedirectView resume(
      Caller caller,
      @PathVariable("name") String name,
      @RequestParam(name = "note", required = false) @Nullable String note) {
    orders.resume(caller, name, Forms.given(note));
    return Paths.redirect("/schedules/{name}", name);
  }

  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @GetMapping("/trigger")
  ModelAndView askTrigger(@PathVariable("name") String name) {
    return ask("trigger", name);
  }

  /**
   * @param fired how often it had, when the page was made: it has fired since for a form that is
   *     sent again
   */
  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @PostMapping("/trigger")
  RedirectView trigger(@PathVariable("name") String name, @RequestParam("fired") long fired) {
    orders.mayBeSteered(name);
    if (view(name).fired() != fired) {
      throw new Refused(
          HttpStatus.CONFLICT,
          "Nothing was done: it has fired since you opened this page. Its page shows what it has started.");
    }
    orders.trigger(name);
    return Paths.redirect("/schedules/{name}", name);
  }

  private ModelAndView ask(String order, String name) {
    orders.mayBeSteered(name);
    return new ModelAndView("schedule-order")
        .addObject("order", order)
        .addObject("view", view(name));
  }

  private ScheduleView view(String name) {
    return new ScheduleBook(temporal.temporal()).view(name);
  }
}
