package dev.mlharness.promotion;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

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
    String to = version(request, champions);
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
        .rollback(key, request.order(to, champion), Workflow.getInfo().getWorkflowId());
  }

  private static @Nullable String version(RollbackRequest request, Champions champions) {
    return request.to() != null || !request.newest()
        ? request.to()
        : champions
            .newest()
            .orElseThrow(
                () ->
                    Failures.of(
                        FailureType.CONFLICT,
                        "no version of %s was ever champion, so none can be deployed again; start a pipeline"
                            .formatted(request.model())));
  }

  private static PromotionActivities call(ActivityOptions profile, String summary) {
    return ActivityProfiles.call(PromotionActivities.class, profile, summary);
  }
}
