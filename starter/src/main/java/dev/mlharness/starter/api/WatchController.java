package dev.mlharness.starter.api;

import dev.mlharness.starter.checks.WatchRow;
import dev.mlharness.starter.checks.Watches;
import dev.mlharness.starter.paging.Page;
import dev.mlharness.watch.Watch;
import dev.mlharness.watch.WatchStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "watches", description = "Models that are watched while they serve.")
@RestController
@RequestMapping(path = "/v1/watches", produces = MediaType.APPLICATION_JSON_VALUE)
class WatchController {
  private final TemporalConnection temporal;

  WatchController(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Operation(summary = "The models that are watched")
  @Allowed(ApiRole.READER)
  @GetMapping
  WatchPage list(@ParameterObject Paging paging) {
    Page<WatchRow> page = watches().page(paging.request());
    return new WatchPage(page.items(), page.next());
  }

  @Operation(summary = "What is watched, where each check stands, and what was done")
  @Allowed(ApiRole.READER)
  @GetMapping("/{model}")
  WatchStatus show(
      @PathVariable("model") String model,
      @RequestParam(name = "workspace", required = false) @Nullable String workspace) {
    return with(model, workspace, watch -> {});
  }

  @Operation(summary = "Lets the watch look no more until it is resumed")
  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @PostMapping("/{model}/pause")
  WatchStatus pause(
      @PathVariable("model") String model,
      @RequestParam(name = "workspace", required = false) @Nullable String workspace) {
    return with(model, workspace, Watch::pause);
  }

  @Operation(summary = "Lets a paused watch go on: it looks at once")
  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @PostMapping("/{model}/resume")
  WatchStatus resume(
      @PathVariable("model") String model,
      @RequestParam(name = "workspace", required = false) @Nullable String workspace) {
    return with(model, workspace, Watch::resume);
  }

  @Operation(
      summary = "Ends the watch",
      description = "The next pipeline that deploys with one begins it again.")
  @Allowed(ApiRole.OPERATOR)
  @PostMapping("/{model}/stop")
  WatchStatus stop(
      @PathVariable("model") String model,
      @RequestParam(name = "workspace", required = false) @Nullable String workspace) {
    return with(model, workspace, Watch::stop);
  }

  private WatchStatus with(String model, @Nullable String workspace, Consumer<Watch> said) {
    return watches()
        .with(
            Texts.name("The model", model),
            Texts.optional("workspace", workspace),
            watch -> {
              said.accept(watch);
              return watch.status();
            });
  }

  private Watches watches() {
    return new Watches(temporal.client());
  }

  /**
   * @param nextPage what to ask for as {@code page}; null: these are the last
   */
  record WatchPage(List<WatchRow> watches, @Nullable String nextPage) {}
}
