package dev.mlharness.watch;

import dev.mlharness.access.Access;
import dev.mlharness.access.Failures;
import dev.mlharness.check.CheckActivities;
import dev.mlharness.check.CheckVerdict;
import dev.mlharness.check.DataAge;
import dev.mlharness.check.TableRead;
import dev.mlharness.payload.Durations;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.ViolationLimit;
import dev.mlharness.recipe.WatchSpec.AgeRule;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How old a model is, and for how long there have been data that it has not seen. */
final class Ages {
  private static final double DAY = Duration.ofDays(1).toMillis();

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
      states.add(state("age", age, model.trainedAt(), "the model was trained"));
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
          "%s is at version %s, and the model knows %s; newer data are there"
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
    Duration age = since == null ? Duration.ZERO : Duration.between(since, now);
    boolean kept = age.compareTo(rule.max()) <= 0;
    String sentence =
        since == null
            ? "the model has seen all data"
            : "%s since %s, %s is allowed".formatted(what, since, Durations.format(rule.max()));
    return CheckState.after(
        null,
        title,
        ViolationLimit.FIRST,
        kept ? CheckVerdict.KEPT : CheckVerdict.VIOLATED,
        days(age),
        String.format(Locale.ROOT, "%s (%.1f days)", sentence, days(age)),
        now);
  }

  private CheckState unknown(String title, String why) {
    return CheckState.after(
        null, title, ViolationLimit.FIRST, CheckVerdict.UNKNOWN, null, why, now);
  }

  private static double days(Duration age) {
    return age.toMillis() / DAY;
  }
}
