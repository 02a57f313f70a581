package dev.mlharness.promotion;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;

/**
 * Looks who is champion, then orders: were the worker to die in between, the order, given again,
 * would name the same champion, and do nothing to a later one.
 */
public final class OrderedRollbackWorkflow implements OrderedRollback {
  @Override
  public RollbackResult run(RollbackRequest request) {
    String workspace =
        call(ActivityProfiles.ASKED, "which workspace")
            .named(request.workspace(), null)
            .workspace();
    ModelKey key = new ModelKey(workspace, request.model());
    Champions champions =
        new Champions(call(ActivityProfiles.ASKED, "who was champion").reigns(key));
    String champion = champions.version();
    String to = request.to();
    if (to != null && to.equals(champion)) {
      return new RollbackResult(
          champion, champion, null, "version %s is champion already".formatted(to));
    }
    if (to != null && champions.of(to).isEmpty()) {
      throw Failures.of(
          FailureType.CONFLICT,
          "version %s of %s was never champion; only a pipeline, through its gate, makes it one"
              .formatted(to, request.model()));
    }
    return call(ActivityProfiles.CHANGE, "roll back " + request.model())
        .rollback(key, request.order(champion), Workflow.getInfo().getWorkflowId());
  }

  private static PromotionActivities call(ActivityOptions profile, String summary) {
    return ActivityProfiles.call(PromotionActivities.class, profile, summary);
  }
}
