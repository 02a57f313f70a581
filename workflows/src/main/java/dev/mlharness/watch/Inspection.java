package dev.mlharness.watch;

import dev.mlharness.access.Access;
import dev.mlharness.access.Failures;
import dev.mlharness.check.LiveChecks;
import dev.mlharness.check.LiveModel;
import dev.mlharness.check.Measurement;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.ledger.Undo;
import dev.mlharness.recipe.Deploy;
import dev.mlharness.recipe.LiveCheck;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegistryActivities;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One look: who is champion, what the checks say, and what follows. */
final class Inspection {
  private final Memory memory;
  private final Instant now;
  private final BooleanSupplier mayAct;

  /**
   * @param mayAct asked once all is seen: a look may take hours, in which people pause or stop the
   *     watch
   */
  Inspection(Memory memory, Instant now, BooleanSupplier mayAct) {
    this.memory = memory;
    this.now = now;
    this.mayAct = mayAct;
  }

  void make(WatchedModel known) {
    memory.looked();
    WatchedModel model = champion(known);
    Ledger ledger = new Ledger();
    try {
      check(model, new LiveChecks(model.manifest(), live(model), ledger));
    } finally {
      // A watch that is stopped in the middle of a look leaves no run behind.
      ledger.drain(0, new Undo(Map.of(), stopped -> {}));
    }
    new Ages(model, now).look().forEach(state -> put(model, state));
    if (memory.watches(model) && !memory.violated().isEmpty()) {
      new Reaction(memory, model, now, mayAct).to(memory.violated());
    }
  }

  private void check(WatchedModel model, LiveChecks checks) {
    for (LiveCheck check : model.spec().checks()) {
      if (due(check)) {
        Measurement measured = checks.measure(check, "look " + memory.looks());
        put(
            model,
            CheckState.after(
                memory.check(check.title()),
                check.title(),
                check.violations(),
                measured.verdict(check),
                measured.value(),
                measured.sentence(check),
                now));
      }
    }
  }

  /** Unless another champion was made known meanwhile: what was measured is not of that. */
  private void put(WatchedModel measured, CheckState state) {
    if (memory.watches(measured)) {
      memory.put(state);
    }
  }

  private boolean due(LiveCheck check) {
    Duration every = check.every();
    CheckState last = memory.check(check.title());
    return every == null || last == null || !now.isBefore(last.at().plus(every));
  }

  /** The watch follows the alias, whoever moved it: a rollback moves it too. */
  private WatchedModel champion(WatchedModel known) {
    String version = championVersion(known);
    // Whoever tells of a champion while this look is under way knows better.
    if (version == null || version.equals(known.version()) || !memory.watches(known)) {
      return known;
    }
    WatchedModel next = memory.former(version).orElseGet(() -> known.of(version, now));
    memory.moveTo(next);
    memory.note(
        now,
        "version %s is champion now, instead of version %s".formatted(version, known.version()));
    return next;
  }

  private @Nullable String championVersion(WatchedModel known) {
    try {
      ModelVersion champion =
          ActivityProfiles.call(
                  RegistryActivities.class, ActivityProfiles.ASKED, "who is champion?")
              .byAlias(access(known.manifest().recipe()), known.key().model(), Alias.CHAMPION);
      if (champion == null) {
        memory.note(now, known.key().model() + " has no champion");
      }
      return champion == null ? null : champion.version();
    } catch (ActivityFailure failure) {
      Failures.rethrowCancellation(failure);
      memory.note(now, "the champion is not known: " + Failures.sentence(failure));
      return null;
    }
  }

  private static LiveModel live(WatchedModel model) {
    Recipe recipe = model.manifest().recipe();
    Deploy.Serving serving = recipe.deploy().serving();
    return new LiveModel(
        access(recipe),
        recipe.model(),
        model.version(),
        serving == null ? null : serving.endpoint(),
        null);
  }

  private static Access access(Recipe recipe) {
    return new Access(recipe.workspace(), recipe.roleOf(recipe.deploy().role()));
  }
}
