package dev.mlharness.starter.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.comparison.VersionDiff;
import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.plan.PlanReport;
import dev.mlharness.recipe.Problem;
import dev.mlharness.recipe.RecipeProblems;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.cli.SignedStart.Scope;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.lineage.Traces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "recipes", description = "What can be asked before anything runs, and after.")
@RestController
@RequestMapping(
    path = "/v1",
    consumes = MediaType.APPLICATION_JSON_VALUE,
    produces = MediaType.APPLICATION_JSON_VALUE)
class RecipeController {
  private final TemporalConnection temporal;
  private final Proofs proofs;

  RecipeController(TemporalConnection temporal, Proofs proofs) {
    this.temporal = temporal;
    this.proofs = proofs;
  }

  @Operation(summary = "Checks a recipe. Starts nothing")
  @Allowed({})
  @PostMapping("/lint")
  Lint lint(@RequestBody RecipeBody body) {
    try {
      PreparedRecipe recipe = body.prepare();
      return new Lint(true, List.of(), recipe.warnings(), recipe.document());
    } catch (RecipeProblems e) {
      return new Lint(false, e.problems(), List.of(), null);
    }
  }

  @Operation(summary = "What a run of a recipe would do. Changes nothing")
  @Allowed(ApiRole.RUNNER)
  @PostMapping("/plans")
  PlanReport plan(Caller caller, @RequestBody RecipeBody body) {
    PreparedRecipe recipe = body.prepare();
    return Questions.ask(
        temporal.temporal(),
        "Plan",
        "plan of " + recipe.recipe().metadata().name(),
        recipe.document(),
        PlanReport.class,
        id -> proofs.memo(caller, recipe.document(), Scope.PLAN, id));
  }

  @Operation(summary = "From a model or an endpoint back to the recipe")
  @Allowed(ApiRole.READER)
  @PostMapping("/traces")
  Lineage trace(Caller caller, @RequestBody TraceBody body) {
    return lineage(caller, body.target());
  }

  @Operation(
      summary = "What changed between two versions",
      description = "Code, data, parameters, environment, identity, recipe, metrics.")
  @Allowed(ApiRole.READER)
  @PostMapping("/diffs")
  VersionDiff diff(Caller caller, @RequestBody DiffBody body) {
    if (body.before() == null || body.after() == null) {
      throw new Refused(HttpStatus.BAD_REQUEST, "A diff has two sides: before, and after.");
    }
    TraceTarget before = body.before().target();
    TraceTarget after = body.after().target();
    return VersionDiff.between(lineage(caller, before), lineage(caller, after));
  }

  private Lineage lineage(Caller caller, TraceTarget target) {
    return Traces.ask(
        temporal.temporal(), target, id -> proofs.memo(caller, target.document(), Scope.TRACE, id));
  }

  /**
   * @param document as it would be run
   */
  record Lint(
      boolean valid,
      List<Problem> problems,
      List<Problem> warnings,
      @Nullable ObjectNode document) {}

  /**
   * @param alias null, without version: {@code champion}
   */
  record TraceBody(
      @Nullable String workspace,
      @Nullable String endpoint,
      @Nullable String model,
      @Nullable String version,
      @Nullable String alias) {
    TraceTarget target() {
      if ((model == null) == (endpoint == null)) {
        throw new Refused(HttpStatus.BAD_REQUEST, "A trace begins at a model or at an endpoint.");
      }
      return new TraceTarget(
          Texts.optional("The workspace", workspace),
          Texts.optional("The endpoint", endpoint),
          Texts.optional("The model", model),
          Texts.optional("The version", version),
          Texts.optional("The alias", alias));
    }
  }

  /** The two sides of a diff. */
  record DiffBody(
      @Schema(requiredMode = RequiredMode.REQUIRED) TraceBody before,
      @Schema(requiredMode = RequiredMode.REQUIRED) TraceBody after) {}
}
