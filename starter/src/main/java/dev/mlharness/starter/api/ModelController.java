package dev.mlharness.starter.api;

import dev.mlharness.access.Access;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.promotion.AdoptOrder;
import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.FreezeOrder;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.ModelStatus;
import dev.mlharness.promotion.Reign;
import dev.mlharness.promotion.RollbackOrder;
import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.promotion.Scope;
import dev.mlharness.starter.paging.Page;
import dev.mlharness.starter.promotion.ModelRow;
import dev.mlharness.starter.promotion.ModelView;
import dev.mlharness.starter.promotion.Models;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
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
  private final ModelKeys keys;

  ModelController(TemporalConnection temporal, ModelKeys keys) {
    this.temporal = temporal;
    this.keys = keys;
  }

  @Operation(summary = "The models that the harness knows")
  @Allowed(ApiRole.READER)
  @GetMapping("/models")
  ModelPage list(@ParameterObject Paging paging) {
    Page<ModelRow> page = Models.page(temporal.client(), paging.request());
    return new ModelPage(page.items(), page.next());
  }

  @Operation(summary = "Champion, whose turn it is, freezes, and who was champion when")
  @Allowed(ApiRole.READER)
  @GetMapping("/models/{model}")
  ModelView show(
      @PathVariable("model") String model,
      @RequestParam(name = "workspace", required = false) @Nullable String workspace) {
    ModelKey key = keys.of(model, workspace);
    return ModelView.of(entities(), key);
  }

  @Operation(summary = "Who was champion at an instant")
  @Allowed(ApiRole.READER)
  @GetMapping("/models/{model}/champion")
  Reign championAt(
      @PathVariable("model") String model,
      @RequestParam(name = "workspace", required = false) @Nullable String workspace,
      @RequestParam("at") Instant at) {
    return Texts.there(
        entities().known(keys.of(model, workspace)).championAt(at),
        "No champion of %s is known at %s.".formatted(model, at));
  }

  @Operation(
      summary = "Makes a model known that is in production already",
      description = "Sets its alias champion, if that is unset, and changes nothing else.")
  @Allowed(ApiRole.OPERATOR)
  @PostMapping(path = "/models/{model}/adopt", consumes = MediaType.APPLICATION_JSON_VALUE)
  ModelStatus adopt(
      Caller caller,
      @PathVariable("model") String model,
      @RequestParam(name = "workspace", required = false) @Nullable String workspace,
      @RequestBody AdoptBody body) {
    String version = Texts.name("version", body.version());
    Access access = keys.access(workspace, body.role());
    return entities()
        .adopt(
            new ModelKey(access.workspace(), Texts.name("The model", model)),
            new AdoptOrder(
                access,
                version,
                Texts.optional("endpoint", body.endpoint()),
                caller.name(),
                body.comment()));
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
    return entities().known(keys.of(model, workspace)).rollback(order);
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
            : Scope.of(keys.of(body.model(), body.workspace()));
    return order.apply(entities(), new FreezeOrder(scope, caller.name(), body.comment()));
  }

  private Entities entities() {
    return new Entities(temporal.client(), TaskQueues.HARNESS);
  }

  /**
   * @param to the version; null: the former champion, or, while a promotion is under way, the one
   *     that it replaces
   */
  record RollbackBody(@Nullable String to, @Nullable String comment) {}

  /**
   * @param nextPage what to ask for as {@code page}; null: these are the last
   */
  record ModelPage(List<ModelRow> models, @Nullable String nextPage) {}

  /**
   * @param endpoint that serves it; null: none, a batch model
   * @param role as whom the harness looks at it; null: the workers' default
   */
  record AdoptBody(
      @Schema(requiredMode = RequiredMode.REQUIRED) String version,
      @Nullable String endpoint,
      @Nullable String role,
      @Nullable String comment) {}

  /** Without model and catalog it is about everything. */
  record FreezeBody(
      @Nullable String model,
      @Nullable String catalog,
      @Nullable String workspace,
      @Schema(requiredMode = RequiredMode.REQUIRED) String comment) {}
}
