package dev.mlharness.starter.api;

import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.cli.SignedStart.Scope;
import dev.mlharness.starter.cli.Starting;
import dev.mlharness.starter.paging.Page;
import dev.mlharness.starter.paging.Sorted;
import dev.mlharness.starter.schedule.Backfill;
import dev.mlharness.starter.schedule.ScheduleBook;
import dev.mlharness.starter.schedule.ScheduleRow;
import dev.mlharness.starter.schedule.ScheduleView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.schedules.ScheduleHandle;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(
    name = "schedules",
    description =
        "Recipes that run by themselves. Whoever steers one of upkeep must be an operator.")
@RestController
@RequestMapping(path = "/v1/schedules", produces = MediaType.APPLICATION_JSON_VALUE)
class ScheduleController {
  private final TemporalConnection temporal;
  private final ScheduleOrders orders;
  private final Proofs proofs;

  ScheduleController(TemporalConnection temporal, ScheduleOrders orders, Proofs proofs) {
    this.temporal = temporal;
    this.orders = orders;
    this.proofs = proofs;
  }

  @Operation(summary = "Schedules of recipes, by name")
  @Allowed(ApiRole.READER)
  @GetMapping
  SchedulePage list(@ParameterObject Paging paging) {
    try (Stream<ScheduleRow> all = book().ofRecipes()) {
      Page<ScheduleRow> page =
          Sorted.page("schedules", all, ScheduleRow::schedule, paging.request());
      return new SchedulePage(page.items(), page.next());
    }
  }

  @Operation(summary = "When a schedule fires next, what it started, what it skipped")
  @Allowed(ApiRole.READER)
  @GetMapping("/{name}")
  ScheduleView show(@PathVariable("name") String name) {
    return book().view(Texts.name("The name", name));
  }

  @Operation(
      summary = "Makes or changes the schedule of a recipe",
      description =
          "It has the recipe's name. A paused one stays paused; one of another owner, or of upkeep, is not touched.")
  @Allowed(ApiRole.RUNNER)
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ScheduleView keep(Caller caller, @RequestBody ScheduleBody body) {
    PreparedRecipe recipe = body.prepare();
    ScheduleBook.mustHaveOne(recipe);
    String owner = body.whose();
    return book()
        .keep(
            recipe,
            proofs
                .start(caller, recipe.document(), Scope.SCHEDULE, recipe.recipe().metadata().name())
                .map(signed -> Starting.options(recipe.recipe(), signed))
                .orElseGet(() -> Starting.options(recipe.recipe(), caller.name())),
            owner);
  }

  @Operation(summary = "Lets a schedule fire no more until it is resumed")
  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @PostMapping("/{name}/pause")
  ScheduleView pause(
      Caller caller,
      @PathVariable("name") String name,
      @RequestBody(required = false) @Nullable NoteBody body) {
    return orders.pause(caller, name, body == null ? null : body.note());
  }

  @Operation(summary = "Lets a paused schedule fire again")
  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @PostMapping("/{name}/resume")
  ScheduleView resume(
      Caller caller,
      @PathVariable("name") String name,
      @RequestBody(required = false) @Nullable NoteBody body) {
    return orders.resume(caller, name, body == null ? null : body.note());
  }

  @Operation(summary = "Fires a schedule now, by its own overlap rule")
  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @PostMapping("/{name}/trigger")
  ScheduleView trigger(@PathVariable("name") String name) {
    return orders.trigger(name);
  }

  @Operation(
      summary = "Fires a schedule for a time that has passed, as often as it would have then")
  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @PostMapping("/{name}/backfill")
  ScheduleView backfill(@PathVariable("name") String name, @RequestBody BackfillBody body) {
    orders.mayBeSteered(name);
    book().backfill(name, body.backfill());
    return book().view(name);
  }

  @Operation(summary = "Deletes a schedule. Pipelines that it started go on")
  @Allowed({ApiRole.RUNNER, ApiRole.OPERATOR})
  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable("name") String name) {
    orders.mayBeSteered(name);
    book().to(name, ScheduleHandle::delete);
  }

  private ScheduleBook book() {
    return new ScheduleBook(temporal.temporal());
  }

  /**
   * @param nextPage what to ask for as {@code page}; null: these are the last
   */
  record SchedulePage(List<ScheduleRow> schedules, @Nullable String nextPage) {}

  /**
   * @param from exclusive
   * @param to inclusive
   * @param overlap by which rule, as in {@code buffer_all}, the default; null: that
   */
  record BackfillBody(
      @Schema(requiredMode = RequiredMode.REQUIRED) Instant from,
      @Schema(requiredMode = RequiredMode.REQUIRED) Instant to,
      @Nullable String overlap) {
    Backfill backfill() {
      if (from == null || to == null) {
        throw new Refused(HttpStatus.BAD_REQUEST, "'from' and 'to' are needed: two moments.");
      }
      return new Backfill(from, to, overlap);
    }
  }

  /** Why something is done. */
  record NoteBody(@Nullable String note) {}
}
