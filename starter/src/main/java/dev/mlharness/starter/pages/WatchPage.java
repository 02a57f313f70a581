package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.Allowed;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.TemporalConnection;
import dev.mlharness.starter.checks.Watches;
import dev.mlharness.watch.Watch;
import java.util.function.Consumer;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.view.RedirectView;

/** Where people let the watch of a model rest, and go on. */
@PageController
@RequestMapping("/models/{workspace}/{model}/watch")
class WatchPage {
  private final TemporalConnection temporal;

  WatchPage(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @PostMapping("/pause")
  RedirectView pause(
      @PathVariable("workspace") String workspace, @PathVariable("model") String model) {
    return say(workspace, model, Watch::pause);
  }

  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @PostMapping("/resume")
  RedirectView resume(
      @PathVariable("workspace") String workspace, @PathVariable("model") String model) {
    return say(workspace, model, Watch::resume);
  }

  private RedirectView say(String workspace, String model, Consumer<Watch> said) {
    new Watches(temporal.client())
        .with(
            model,
            workspace,
            watch -> {
              said.accept(watch);
              return model;
            });
    return Paths.redirect("/models/{workspace}/{model}", workspace, model);
  }
}
