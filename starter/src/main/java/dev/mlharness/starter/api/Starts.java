package dev.mlharness.starter.api;

import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.recipe.Digest;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.cli.SignedStart.Scope;
import dev.mlharness.starter.cli.Starting;
import dev.mlharness.starter.pipelines.PipelineNames;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Starts pipelines, in the name of whoever asks. The same request with the same idempotency key is
 * the same pipeline, however often it comes.
 */
@Component
public final class Starts {
  /** Key of the memo with the digest of what was asked for. */
  private static final String REQUEST = "mlharness.request";

  private final TemporalConnection temporal;
  private final Proofs proofs;

  Starts(TemporalConnection temporal, Proofs proofs) {
    this.temporal = temporal;
    this.proofs = proofs;
  }

  /**
   * @param id chosen by the caller; null: made of the recipe's name and the key
   * @param key chosen by the caller; null: each request is another pipeline
   * @throws Refused when the key was used for something else
   * @throws WorkflowExecutionAlreadyStarted when somebody else's pipeline has the id
   */
  public Started start(
      Caller caller, PreparedRecipe recipe, @Nullable String id, @Nullable String key) {
    String name = recipe.recipe().metadata().name();
    String pipeline = id == null ? id(name, caller, key) : PipelineNames.chosen(id);
    String request = Digest.of(recipe.document());
    try {
      return begin(caller, recipe, pipeline, request);
    } catch (WorkflowExecutionAlreadyStarted started) {
      if (key == null) {
        throw started;
      }
      mustBeTheSame(pipeline, request);
      return new Started(pipeline, name, recipe.recipe().model(), false);
    }
  }

  /** Starts a pipeline of this id, once: whichever recipe it was started with, it is the answer. */
  public Started once(Caller caller, PreparedRecipe recipe, String pipeline) {
    try {
      return begin(caller, recipe, pipeline, Digest.of(recipe.document()));
    } catch (WorkflowExecutionAlreadyStarted started) {
      return new Started(
          pipeline, recipe.recipe().metadata().name(), recipe.recipe().model(), false);
    }
  }

  private Started begin(Caller caller, PreparedRecipe recipe, String pipeline, String request) {
    TrainValidateDeploy workflow =
        temporal
            .client()
            .newWorkflowStub(TrainValidateDeploy.class, options(caller, recipe, pipeline, request));
    WorkflowClient.start(workflow::run, recipe.document());
    return new Started(pipeline, recipe.recipe().metadata().name(), recipe.recipe().model(), true);
  }

  private static String id(String recipe, Caller caller, @Nullable String key) {
    return key == null
        ? PipelineNames.fresh(recipe)
        : PipelineNames.ofRequest(recipe, caller.subject(), key);
  }

  private WorkflowOptions options(
      Caller caller, PreparedRecipe recipe, String pipeline, String request) {
    WorkflowOptions options =
        proofs
            .start(caller, recipe.document(), Scope.PIPELINE, pipeline)
            .map(
                signed ->
                    Starting.options(
                        recipe.recipe(), signed, proofs.retrains(caller, recipe).orElse(null)))
            .orElseGet(() -> Starting.options(recipe.recipe(), caller.name()));
    Map<String, Object> memo = new HashMap<>();
    if (options.getMemo() != null) {
      memo.putAll(options.getMemo());
    }
    memo.put(REQUEST, request);
    return options.toBuilder()
        .setMemo(memo)
        .setStaticSummary(recipe.summary())
        .setWorkflowId(pipeline)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
        .build();
  }

  private void mustBeTheSame(String pipeline, String request) {
    Object known =
        temporal
            .client()
            .newUntypedWorkflowStub(pipeline)
            .describe()
            .getMemo(REQUEST, String.class);
    if (!request.equals(known)) {
      throw new Refused(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "The idempotency key was used for another recipe, which became '%s'. Choose a new key."
              .formatted(pipeline));
    }
  }

  /**
   * @param fresh false when an earlier request had started it
   */
  public record Started(String pipeline, String recipe, String model, boolean fresh) {

    /** Where it is: 201 when this request has started it. */
    ResponseEntity<Started> answer() {
      URI address =
          URI.create("/v1/pipelines/" + URLEncoder.encode(pipeline, StandardCharsets.UTF_8));
      return fresh
          ? ResponseEntity.created(address).body(this)
          : ResponseEntity.ok().location(address).body(this);
    }
  }
}
