package dev.mlharness.starter.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done so that the schedules of a folder are those of its recipes. Decides, and does
 * nothing.
 *
 * @param changes by name of the schedule
 */
record FolderPlan(List<Change> changes) {
  FolderPlan {
    changes = changes.stream().sorted(Comparator.comparing(Change::schedule)).toList();
  }

  /** What is done with a schedule. */
  enum Step {
    CREATE,
    UPDATE,
    /** Nothing has changed but the signed start, which would expire one day. */
    RENEW,
    KEEP,
    DELETE,
    /** It left the folder, and nobody asked to delete it. */
    LEAVE,
    /** It is somebody else's. */
    REFUSE;

    boolean changes() {
      return this == CREATE || this == UPDATE || this == RENEW || this == DELETE;
    }
  }

  /**
   * @param why for people; empty where there is nothing to say
   */
  record Change(String schedule, @Nullable String model, Step step, String why) {}

  /**
   * @param prune whether what left the folder goes
   * @param renews whether starts are signed
   */
  record Terms(String owner, boolean prune, boolean renews) {}

  static FolderPlan of(Terms terms, List<Wanted> wanted, Map<String, Present> present) {
    Set<String> names = wanted.stream().map(Wanted::schedule).collect(Collectors.toSet());
    List<Change> changes = new ArrayList<>();
    wanted.forEach(one -> changes.add(change(terms, one, present.get(one.schedule()))));
    new TreeMap<>(present)
        .forEach(
            (name, there) -> {
              if (!names.contains(name) && terms.owner().equals(there.mark().owner())) {
                changes.add(gone(terms, name, there));
              }
            });
    return new FolderPlan(changes);
  }

  private static Change change(Terms terms, Wanted wanted, @Nullable Present present) {
    if (present == null) {
      return change(wanted, Step.CREATE, wanted.file());
    }
    if (!present.pipelines()) {
      return change(wanted, Step.REFUSE, "a schedule of this name does something else");
    }
    String owner = present.mark().owner();
    if (owner != null && !owner.equals(terms.owner())) {
      return change(wanted, Step.REFUSE, "it belongs to " + owner);
    }
    if (owner == null) {
      return change(wanted, Step.UPDATE, "it was applied by itself, and is this folder's now");
    }
    if (!wanted.digest().equals(present.mark().digest())) {
      return change(wanted, Step.UPDATE, wanted.file() + " has changed");
    }
    return terms.renews()
        ? change(wanted, Step.RENEW, "signed anew")
        : change(wanted, Step.KEEP, "");
  }

  private static Change change(Wanted wanted, Step step, String why) {
    return new Change(wanted.schedule(), wanted.model(), step, why);
  }

  private static Change gone(Terms terms, String name, Present present) {
    return terms.prune()
        ? new Change(name, present.model(), Step.DELETE, "it has left the folder")
        : new Change(
            name, present.model(), Step.LEAVE, "it has left the folder; --prune deletes it");
  }

  /** Those that do something. */
  List<Change> work() {
    return changes.stream().filter(change -> change.step().changes()).toList();
  }

  /** Those that must not be done. */
  List<Change> refused() {
    return changes.stream().filter(change -> change.step() == Step.REFUSE).toList();
  }
}
