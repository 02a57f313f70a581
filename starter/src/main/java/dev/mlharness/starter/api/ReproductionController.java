package dev.mlharness.starter.api;

import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.starter.cli.SignedStart.Scope;
import dev.mlharness.starter.lineage.Reproductions;
import dev.mlharness.starter.lineage.Traces;
import dev.mlharness.starter.pipelines.PipelineNames;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "pipelines", description = "Executions of recipes.")
@RestController
@RequestMapping(path = "/v1/reproductions", produces = MediaType.APPLICATION_JSON_VALUE)
class ReproductionController {
  private final TemporalConnection temporal;
  private final Starts starts;
  private final Proofs proofs;

  ReproductionController(TemporalConnection temporal, Starts starts, Proofs proofs) {
    this.temporal = temporal;
    this.starts = starts;
    this.proofs = proofs;
  }

  @Operation(
      summary = "Starts a pipeline that trains a version again and compares the metrics",
      description =
          "It is followed like every pipeline. The same request with the same Idempotency-Key is the same pipeline: 201 once, 200 after. A key counts for its caller and the name of the recipe.")
  @ApiResponse(
      responseCode = "201",
      description = "It was started",
      content = @Content(schema = @Schema(implementation = Starts.Started.class)))
  @ApiResponse(
      responseCode = "200",
      description = "An earlier request with this key had started it",
      content = @Content(schema = @Schema(implementation = Starts.Started.class)))
  @Allowed(ApiRole.RUNNER)
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Starts.Started> start(
      Caller caller,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody ReproductionBody body) {
    Starts.Started started =
        starts.start(
            caller,
            Reproductions.prepare(lineage(caller, body.target()), body.within()),
            body.id(),
            Texts.optional("Idempotency-Key", key));
    return started.answer();
  }

  private Lineage lineage(Caller caller, TraceTarget target) {
    return Traces.ask(
        temporal.temporal(), target, id -> proofs.memo(caller, target.document(), Scope.TRACE, id));
  }

  /**
   * A version to be trained again.
   *
   * @param alias null, without version: {@code champion}
   * @param tolerance null: {@value Reproductions#TOLERANCE}
   */
  record ReproductionBody(
      @Schema(requiredMode = RequiredMode.REQUIRED) String model,
      @Nullable String version,
      @Nullable String alias,
      @Nullable String workspace,
      @Schema(description = "How far apart a metric may be, in its own unit. Default: 0.01.")
          @Nullable Double tolerance,
      @Schema(
              description = "Id of the pipeline. Default: the recipe's name and more.",
              pattern = PipelineNames.CHOSEN,
              maxLength = PipelineNames.LONGEST)
          @Nullable String id) {

    TraceTarget target() {
      if (model == null) {
        throw new Refused(
            HttpStatus.BAD_REQUEST, "'model' is missing: whose version to reproduce.");
      }
      return new TraceTarget(
          Texts.optional("The workspace", workspace),
          null,
          Texts.name("The model", model),
          Texts.optional("The version", version),
          Texts.optional("The alias", alias));
    }

    double within() {
      double wanted = tolerance == null ? Reproductions.TOLERANCE : tolerance;
      if (!(wanted >= 0)) {
        throw new Refused(HttpStatus.BAD_REQUEST, "The tolerance is 0 or more.");
      }
      return wanted;
    }
  }
}
