package dev.mlharness.starter.api;

import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.FreezeOrder;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.RollbackOrder;
import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.promotion.Scope;
import dev.mlharness.starter.promotion.ModelView;
import dev.mlharness.starter.promotion.Models;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.WorkflowNotFoundException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "models", description = "Models in production: who is champion, and who was.")
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class ModelController {
  private final TemporalConnection temporal;

  ModelController(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Operation(summary = "Champion, whose turn it is, freezes, and who was champion when")
  @Allowed(ApiRole.READER)
  @GetMapping("/models/{model}")
  ModelView show(
      @PathVariable("model") String model,
      @RequestParam(name = "workspace", required = false) @Nullable String workspace) {
    ModelKey key = key(model, workspace);
    return known(key, () -> models().view(key));
  }

  @Operation(
      summary = "Brings an earlier champion back",
      description =
          "Aborts a promotion that is under way. Answers when all is done, within a minute or so.")
  @Allowed(ApiRole.OPERATOR)
  @PostMapping(path = "/models/{model}/rollback", consumes = MediaType.APPLICATION_JSON_VALUE)
  RollbackResult rollback(
      Caller caller,
      @PathVariable("model") String model,
      @RequestParam(name = "workspace", required = false) @Nullable String workspace,
      @RequestBody RollbackBody body) {
    RollbackOrder order = new RollbackOrder(body.to(), caller.name(), body.comment());
    ModelKey key = key(model, workspace);
    return known(key, () -> entities().known(key).rollback(order));
  }

  @Operation(summary = "What is frozen, by whom and why")
  @Allowed(ApiRole.READER)
  @GetMapping("/freezes")
  List<Freeze> freezes() {
    return entities().freezes();
  }

  @Operation(summary = "Lets no pipeline promote: of a model, a catalog, or all")
  @Allowed(ApiRole.OPERATOR)
  @PostMapping(path = "/freezes", consumes = MediaType.APPLICATION_JSON_VALUE)
  Freeze freeze(Caller caller, @RequestBody FreezeBody body) {
    return carriedOut(caller, body, Entities::freeze);
  }

  @Operation(summary = "Lifts a freeze, of the scope that was frozen")
  @Allowed(ApiRole.OPERATOR)
  @PostMapping(path = "/freezes/lift", consumes = MediaType.APPLICATION_JSON_VALUE)
  Freeze unfreeze(Caller caller, @RequestBody FreezeBody body) {
    return carriedOut(caller, body, Entities::unfreeze);
  }

  private Freeze carriedOut(
      Caller caller, FreezeBody body, BiFunction<Entities, FreezeOrder, Freeze> order) {
    if (body.comment() == null || body.comment().isBlank()) {
      throw new Refused(HttpStatus.BAD_REQUEST, "'comment' is missing: those who wait see it.");
    }
    if (body.model() != null && body.catalog() != null) {
      throw new Refused(
          HttpStatus.BAD_REQUEST, "Name a model, or a catalog, or neither for everything.");
    }
    Scope scope =
        body.model() == null
            ? new Scope(body.workspace(), body.catalog(), null)
            : Scope.of(key(body.model(), body.workspace()));
    return order.apply(entities(), new FreezeOrder(scope, caller.name(), body.comment()));
  }

  private static <T> T known(ModelKey key, Supplier<T> question) {
    try {
      return question.get();
    } catch (WorkflowNotFoundException e) {
      throw new Refused(
          HttpStatus.NOT_FOUND,
          "The harness has promoted no version of %s yet, and knows nothing of it."
              .formatted(key.model()));
    }
  }

  private Entities entities() {
    return models().entities();
  }

  private ModelKey key(String model, @Nullable String workspace) {
    return models().key(model, workspace);
  }

  private Models models() {
    return new Models(temporal.temporal());
  }

  /**
   * @param to the version; null: the former champion, or, while a promotion is under way, the one
   *     that it replaces
   */
  record RollbackBody(@Nullable String to, @Nullable String comment) {}

  /** Without model and catalog it is about everything. */
  record FreezeBody(
      @Nullable String model,
      @Nullable String catalog,
      @Nullable String workspace,
      String comment) {}
}
