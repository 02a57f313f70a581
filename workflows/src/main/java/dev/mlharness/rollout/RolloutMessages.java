package dev.mlharness.rollout;

import dev.mlharness.notify.About;
import dev.mlharness.notify.Messenger;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.recipe.ReceiverName;
import dev.mlharness.recipe.Recipe;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;

/** What a rollout tells, to those who want to hear of it. (Its end the pipeline tells.) */
final class RolloutMessages {
  private final RolloutRequest request;
  private final Messenger messenger = new Messenger();

  RolloutMessages(RolloutRequest request) {
    this.request = request;
  }

  void done(Leg leg) {
    tell(Occasion.ROLLOUT_STEP, "done: " + leg.title());
  }

  /** It waits for a person. */
  void held(String reason) {
    tell(Occasion.HELD, "the rollout is held: " + reason);
  }

  /** Returns when Temporal has taken over all that was said. */
  void settle() {
    messenger.settle();
  }

  private void tell(Occasion occasion, String words) {
    Recipe recipe = request.manifest().recipe();
    List<ReceiverName> to = recipe.told(occasion);
    if (!to.isEmpty() || request.heard().contains(occasion)) {
      messenger.tell(occasion, about(recipe), words, Map.of("endpoint", request.endpoint()), to);
    }
  }

  private About about(Recipe recipe) {
    return new About(
        Workflow.getInfo().getWorkflowId(),
        request.pipeline(),
        recipe.metadata().name(),
        request.candidate().model(),
        request.candidate().version(),
        recipe.workspace(),
        request.manifest().digest());
  }
}
