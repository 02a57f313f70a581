package dev.mlharness.pipeline;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.approval.Confirmation;
import dev.mlharness.approval.Evidence;
import dev.mlharness.ledger.Inverse;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.AliasChange;
import dev.mlharness.rollout.BeforeState;
import dev.mlharness.rollout.Rollout;
import dev.mlharness.rollout.RolloutRequest;
import dev.mlharness.rollout.RolloutResult;
import dev.mlharness.rollout.RolloutStates;
import dev.mlharness.serving.EndpointChange;
import dev.mlharness.serving.EndpointConfig;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * Leaves the traffic and the aliases to a rollout, and takes over what it leaves: the inverses of
 * what was reached, or of what could not be undone.
 */
record StepwisePromotion(
    PipelineContext pipeline, Access access, Evidence evidence, Standing standing) {

  /**
   * @return where the endpoint answers
   * @throws GivenUp when it was rolled back, or aborted by a person
   * @throws Reopened when a decision does not stand any more, and everything was put back
   * @throws io.temporal.failure.ApplicationFailure when it failed in a way that can be mended
   */
  String promote(RolloutRequest request) {
    pipeline.progress().running("the rollout: ./harness rollout " + pipeline.id().workflowId());
    RolloutResult result = result(request);
    result.open().forEach(entry -> pipeline.ledger().write(entry.what(), entry.inverse()));
    pipeline.progress().crowned(result.championSince());
    return switch (result.outcome()) {
      case COMPLETED -> result.endpointUrl();
      case ROLLED_BACK -> throw new GivenUp(Outcome.ROLLED_BACK, reason(result));
      case ABORTED, CANCELLED -> throw new GivenUp(Outcome.ABORTED, reason(result));
      case WITHDRAWN -> throw withdrawn(result);
      case STOPPED -> throw Failures.of(FailureType.CONFLICT, reason(result));
      case FAILED -> throw Failures.of(FailureType.HELD, reason(result));
    };
  }

  /** Nobody decides anew while something is left that a person must put right. */
  private RuntimeException withdrawn(RolloutResult result) {
    Confirmation confirmation = result.withdrawn();
    return confirmation == null || !result.open().isEmpty()
        ? Failures.of(FailureType.HELD, reason(result))
        : standing.withdrawn(evidence, confirmation, reason(result));
  }

  private RolloutResult result(RolloutRequest request) {
    try {
      return Workflow.newChildWorkflowStub(Rollout.class, options(request)).run(request);
    } catch (ChildWorkflowFailure failure) {
      takeOver(request);
      throw ended(failure);
    }
  }

  private static RuntimeException ended(ChildWorkflowFailure failure) {
    boolean cancelled = failure.getCause() instanceof CanceledFailure;
    if (cancelled && CancellationScope.current().isCancelRequested()) {
      return failure;
    }
    return cancelled
        ? new GivenUp(Outcome.ABORTED, "somebody cancelled the rollout")
        : Failures.of(FailureType.HELD, "the rollout did not end by itself: " + failure.getCause());
  }

  /** A pipeline that ends takes its rollout with it, which then puts everything back. */
  private ChildWorkflowOptions options(RolloutRequest request) {
    String version = request.candidate().version();
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(Rollout.idOf(pipeline.id().workflowId()))
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
        .setStaticSummary(
            "version %s of %s on endpoint %s"
                .formatted(version, request.candidate().model(), request.endpoint()))
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder()
                .set(HarnessSearchAttributes.MODEL, request.candidate().model())
                .set(HarnessSearchAttributes.MODEL_VERSION, version)
                .set(HarnessSearchAttributes.DIGEST, request.manifest().digest())
                .set(HarnessSearchAttributes.STAGE, Stage.DEPLOY.word())
                .set(HarnessSearchAttributes.ROLE, access.role())
                .build())
        .build();
  }

  /**
   * One that was cancelled tells no result, and one that was terminated has undone nothing.
   * Whatever it may have left, one of these inverses finds it; the others find that there is
   * nothing to undo.
   */
  private void takeOver(RolloutRequest request) {
    BeforeState before = request.before();
    for (EndpointConfig state : RolloutStates.of(request)) {
      pipeline
          .ledger()
          .write(
              "endpoint " + request.endpoint(),
              new Inverse.RestoreEndpoint(
                  new EndpointChange(
                      access, request.endpoint(), state, before.endpoint(), request.tags())));
    }
    String version = request.candidate().version();
    takeOver(request, Alias.CHAMPION, version, before.champion());
    if (before.champion() != null) {
      takeOver(request, Alias.PREVIOUS, before.champion(), before.previous());
    }
  }

  private void takeOver(RolloutRequest request, Alias alias, String from, @Nullable String to) {
    if (!from.equals(to)) {
      pipeline
          .ledger()
          .write(
              "alias " + alias.word(),
              new Inverse.RestoreAlias(
                  new AliasChange(access, request.candidate().model(), alias, from, to)));
    }
  }

  private String reason(RolloutResult result) {
    return "%s. Each step: ./harness rollout %s"
        .formatted(result.reason(), pipeline.id().workflowId());
  }
}
