package dev.mlharness.ledger;

import dev.mlharness.access.Access;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.AliasChange;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegistryActivities;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.activity.ActivityOptions;
import org.jspecify.annotations.Nullable;

/** Moves the aliases of one model. The inverse of each move is in the ledger before it. */
public final class Aliases {
  private final Ledger ledger;
  private final Access access;
  private final String model;
  private final String when;

  /**
   * @param when the word that begins the summary of each activity, as "deploy"
   */
  public Aliases(Ledger ledger, Access access, String model, String when) {
    this.ledger = ledger;
    this.access = access;
    this.model = model;
    this.when = when;
  }

  /**
   * The version is champion from now on, and who was it before keeps {@code previous}.
   *
   * @param former as it was read; the move is refused when it is another by now
   */
  public void crown(String version, @Nullable String former, ActivityOptions reading) {
    move(Alias.CHAMPION, former, version);
    if (former != null) {
      move(Alias.PREVIOUS, version(Alias.PREVIOUS, reading), former);
    }
  }

  /** The version that has the alias now. */
  public @Nullable String version(Alias alias, ActivityOptions reading) {
    ModelVersion version =
        ActivityProfiles.call(
                RegistryActivities.class, reading, "%s: alias %s".formatted(when, alias.word()))
            .byAlias(access, model, alias);
    return version == null ? null : version.version();
  }

  private void move(Alias alias, @Nullable String from, String to) {
    if (to.equals(from)) {
      return;
    }
    AliasChange change = new AliasChange(access, model, alias, from, to);
    String what =
        "alias %s: %s → %s".formatted(alias.word(), from == null ? "unset" : "version " + from, to);
    ledger.write(what, new Inverse.RestoreAlias(change.inverse()));
    ActivityProfiles.call(
            RegistryActivities.class, ActivityProfiles.CHANGE, "%s: %s".formatted(when, what))
        .changeAlias(change);
  }
}
