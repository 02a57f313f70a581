package dev.mlharness.starter.api;

import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.Verdict;
import dev.mlharness.audit.UsedCredential;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.RetryRequest;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.starter.paging.Page;
import dev.mlharness.starter.pipelines.PendingTries;
import dev.mlharness.starter.pipelines.PipelineOrders;
import dev.mlharness.starter.pipelines.PipelineQuery;
import dev.mlharness.starter.pipelines.PipelineRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@Tag(name = "pipelines", description = "Executions of recipes.")
@RestController
@RequestMapping(path = "/v1/pipelines", produces = MediaType.APPLICATION_JSON_VALUE)
class PipelineController {
  private final TemporalConnection temporal;
  private final Starts starts;
  private final Proofs proofs;
  private final LiveProgress progress;

  PipelineController(
      TemporalConnection temporal, Starts starts, Proofs proofs, LiveProgress progress) {
    this.temporal = temporal;
    this.starts = starts;
    this.proofs = proofs;
    this.progress = progress;
  }

  @Operation(summary = "Pipelines: those that run, then the last to end")
  @Allowed(ApiRole.READER)
  @GetMapping
  PipelinePage list(
      @RequestParam(name = "model", required = false) @Nullable String model,
      @RequestParam(name = "stage", required = false) @Nullable Stage stage,
      @RequestParam(name = "outcome", required = false) @Nullable Outcome outcome,
      @RequestParam(name = "open", defaultValue = "false") boolean open,
      @ParameterObject Paging paging) {
    Page<PipelineRow> page =
        new PipelineQuery(
                Texts.optional("model", model),
                stage == null ? null : stage.word(),
                outcome == null ? null : outcome.word(),
                open)
            .page(temporal.client(), paging.request());
    return new PipelinePage(page.items(), page.next());
  }

  @Operation(
      summary = "Starts a pipeline of a recipe",
      description =
          "The same request with the same Idempotency-Key is the same pipeline: 201 once, 200 after. A key counts for its caller and the name of the recipe.")
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
      @RequestBody StartBody body) {
    Starts.Started started =
        starts.start(
            caller, body.body().prepare(), body.id(), Texts.optional("Idempotency-Key", key));
    return started.answer();
  }

  @Operation(summary = "Where a pipeline stands, and what it waits for")
  @Allowed(ApiRole.READER)
  @GetMapping("/{id}")
  PipelineStatus show(@PathVariable("id") String id) {
    return pipeline(id).status();
  }

  @Operation(
      summary = "The status of a pipeline, again at each change, until it ends",
      description = "Server-sent events: each is named status, and its data is the status.")
  @Allowed(ApiRole.READER)
  @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(Caller caller, @PathVariable("id") String id) {
    return progress.of(id, caller.subject());
  }

  @Operation(summary = "The recipe with every reference pinned")
  @Allowed(ApiRole.READER)
  @GetMapping("/{id}/manifest")
  Manifest manifest(@PathVariable("id") String id) {
    return Texts.there(pipeline(id).manifest(), "Its references are not pinned yet.");
  }

  @Operation(summary = "What approvers decide on")
  @Allowed(ApiRole.READER)
  @GetMapping("/{id}/evidence")
  Evidence evidence(@PathVariable("id") String id) {
    return Texts.there(pipeline(id).evidence(), "No gate has opened yet.");
  }

  @Operation(summary = "The inverses of all changes, and what became of them")
  @Allowed(ApiRole.READER)
  @GetMapping("/{id}/ledger")
  List<LedgerEntry> ledger(@PathVariable("id") String id) {
    return pipeline(id).ledger();
  }

  @Operation(summary = "What it tries again and again, and why the last try failed")
  @Allowed(ApiRole.READER)
  @GetMapping("/{id}/tries")
  List<String> tries(@PathVariable("id") String id) {
    return PendingTries.of(temporal.client(), Texts.name("The id", id));
  }

  @Operation(summary = "Who acted as whom at which stage")
  @Allowed({ApiRole.READER, ApiRole.AUDITOR})
  @GetMapping("/{id}/receipts")
  List<UsedCredential> receipts(@PathVariable("id") String id) {
    return pipeline(id).receipts();
  }

  @Operation(summary = "Approves or rejects at the open gate")
  @Allowed(ApiRole.APPROVER)
  @PostMapping(path = "/{id}/decisions", consumes = MediaType.APPLICATION_JSON_VALUE)
  PipelineStatus decide(
      Caller caller, @PathVariable("id") String id, @RequestBody DecisionBody body) {
    if (body.verdict() == null || body.evidence() == null) {
      throw new Refused(
          HttpStatus.BAD_REQUEST,
          "A decision has a verdict (approve or reject) and the digest of the evidence it is for.");
    }
    Decision said = new Decision(body.verdict(), caller.name(), body.comment(), body.evidence());
    return pipeline(id).decide(proofs.decision(id, caller, said, body.evidence()));
  }

  @Operation(summary = "Tries the held stage again; only its failed tasks")
  @Allowed(ApiRole.RUNNER)
  @PostMapping("/{id}/retry")
  PipelineStatus retry(
      @PathVariable("id") String id,
      @RequestBody(required = false) @Nullable RetryRequest request) {
    return orders(id).retry(UUID.randomUUID(), request == null ? RetryRequest.PLAIN : request);
  }

  @Operation(summary = "Goes on without the held stage, where the recipe allows it")
  @Allowed(ApiRole.OPERATOR)
  @PostMapping("/{id}/skip")
  PipelineStatus skip(@PathVariable("id") String id) {
    return orders(id).skip(UUID.randomUUID());
  }

  @Operation(summary = "Gives the held pipeline up, and undoes what it changed")
  @Allowed(ApiRole.OPERATOR)
  @PostMapping(path = "/{id}/abort")
  PipelineStatus abort(
      Caller caller,
      @PathVariable("id") String id,
      @RequestBody(required = false) @Nullable ReasonBody body) {
    return orders(id).abort(UUID.randomUUID(), caller.name(), body == null ? null : body.reason());
  }

  @Operation(summary = "Begins no further stage until it is resumed")
  @Allowed(ApiRole.RUNNER)
  @PostMapping("/{id}/pause")
  PipelineStatus pause(@PathVariable("id") String id) {
    return orders(id).pause();
  }

  @Operation(summary = "Goes on after a pause")
  @Allowed(ApiRole.RUNNER)
  @PostMapping("/{id}/resume")
  PipelineStatus resume(@PathVariable("id") String id) {
    return orders(id).resume();
  }

  @Operation(summary = "Asks a pipeline to stop, and to undo what it changed")
  @Allowed(ApiRole.OPERATOR)
  @PostMapping("/{id}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  PipelineStatus cancel(@PathVariable("id") String id) {
    return orders(id).cancel();
  }

  private PipelineOrders orders(String id) {
    return new PipelineOrders(temporal.client(), Texts.name("The id", id));
  }

  private TrainValidateDeploy pipeline(String id) {
    return temporal.client().newWorkflowStub(TrainValidateDeploy.class, Texts.name("The id", id));
  }

  /**
   * @param nextPage what to ask for as {@code page}; null: these are the last
   */
  record PipelinePage(List<PipelineRow> pipelines, @Nullable String nextPage) {}

  /**
   * @param evidence the digest of the evidence that the person has seen
   */
  record DecisionBody(
      @Schema(requiredMode = RequiredMode.REQUIRED) Verdict verdict,
      @Schema(requiredMode = RequiredMode.REQUIRED) String evidence,
      @Nullable String comment) {}

  /** Why something is done. */
  record ReasonBody(@Nullable String reason) {}
}
