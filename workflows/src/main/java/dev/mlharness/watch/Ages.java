package dev.mlharness.watch;

import dev.mlharness.access.Access;
import dev.mlharness.access.Failures;
import dev.mlharness.check.CheckActivities;
import dev.mlharness.check.CheckVerdict;
import dev.mlharness.check.DataAge;
import dev.mlharness.check.TableRead;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.ViolationLimit;
import dev.mlharness.recipe.WatchSpec.AgeRule;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.failure.ActivityFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How old a model is, and for how long there have been data that it has not seen. */
final class Ages {
  private final WatchedModel model;
  private final Instant now;

  Ages(WatchedModel model, Instant now) {
    this.model = model;
    this.now = now;
  }

  /** Where the rules on age stand; none for those that the recipe does not have. */
  List<CheckState> look() {
    List<CheckState> states = new ArrayList<>();
    AgeRule age = model.spec().age();
    if (age != null) {
      states.add(state("age", age, model.trainedAt(), "the model was trained at"));
    }
    AgeRule dataAge = model.spec().dataAge();
    if (dataAge != null) {
      for (DataPin pin : model.manifest().pins().data()) {
        if (pin.kind() == DataPin.Kind.TABLE) {
          states.add(table(pin, dataAge));
        }
      }
    }
    return states;
  }

  private CheckState table(DataPin pin, AgeRule rule) {
    String title = "data_age of " + pin.name();
    Recipe recipe = model.manifest().recipe();
    try {
      DataAge age =
          ActivityProfiles.call(
                  CheckActivities.class, ActivityProfiles.ASKED, "age of " + pin.securable())
              .dataAge(
                  new TableRead(
                      new Access(recipe.workspace(), recipe.role()),
                      pin.securable(),
                      pin.version()));
      return state(
          title,
          rule,
          age.unseenSince(),
          "%s is at version %s, and the model knows %s; there have been newer data since"
              .formatted(pin.securable(), age.newest(), pin.version()));
    } catch (ActivityFailure failure) {
      Failures.rethrowCancellation(failure);
      return unknown(title, Failures.sentence(failure));
    }
  }

  /**
   * @param since null: not at all
   */
  private CheckState state(String title, AgeRule rule, @Nullable Instant since, String what) {
    Staleness staleness = new Staleness(rule, since, now);
    return CheckState.after(
        null,
        title,
        ViolationLimit.FIRST,
        staleness.verdict(),
        staleness.days(),
        staleness.sentence(what),
        now);
  }

  private CheckState unknown(String title, String why) {
    return CheckState.after(
        null, title, ViolationLimit.FIRST, CheckVerdict.UNKNOWN, null, why, now);
  }
}
