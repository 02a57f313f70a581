package dev.mlharness.watch;

import dev.mlharness.notify.About;
import dev.mlharness.notify.Messenger;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.recipe.Recipe;
import io.temporal.workflow.Workflow;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a watch tells: those that the recipe of its model names, and operators' receivers. */
record WatchMessages(WatchedModel model) {

  /**
   * @param key another for each violation
   * @param action what is done about it
   * @param retrain the pipeline that is started; null: none
   */
  void violated(String key, String why, String action, @Nullable String retrain) {
    Recipe recipe = model.manifest().recipe();
    Messenger messenger = new Messenger(key);
    messenger.tell(
        Occasion.WATCH_VIOLATION,
        new About(
            Workflow.getInfo().getWorkflowId(),
            retrain == null ? model.pipeline() : retrain,
            recipe.metadata().name(),
            model.key().model(),
            model.version(),
            recipe.workspace(),
            model.manifest().digest()),
        why,
        Map.of("action", action),
        recipe.told(Occasion.WATCH_VIOLATION));
    messenger.settle();
  }
}
