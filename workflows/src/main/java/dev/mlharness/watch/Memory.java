package dev.mlharness.watch;

import dev.mlharness.recipe.WatchSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a watch remembers while it runs. */
final class Memory {
  private static final int EVENTS_KEPT = 50;
  private static final int FORMER_KEPT = 5;

  private @Nullable WatchedModel model;
  private final List<WatchedModel> former;
  private final Map<String, CheckState> checks = new LinkedHashMap<>();
  private List<Instant> actions;
  private int violations;
  private int looks;
  private final List<WatchEvent> events;

  Memory(WatchState state) {
    this.model = state.model();
    this.former = new ArrayList<>(state.former());
    state.checks().forEach(check -> checks.put(check.title(), check));
    this.actions = state.actions();
    this.violations = state.violations();
    this.looks = state.looks();
    this.events = new ArrayList<>(state.events());
  }

  WatchState state(boolean paused) {
    return new WatchState(
        model, former, List.copyOf(checks.values()), actions, violations, looks, paused, events);
  }

  @Nullable WatchedModel model() {
    return model;
  }

  /** Whether this is still what is watched. */
  boolean watches(WatchedModel looked) {
    return model != null
        && model.version().equals(looked.version())
        && model.pipeline().equals(looked.pipeline());
  }

  /** From now on this is watched: what was measured of another says nothing about it. */
  void moveTo(WatchedModel next) {
    WatchedModel before = model;
    if (before != null) {
      former.removeIf(known -> known.version().equals(before.version()));
      former.add(before);
      if (former.size() > FORMER_KEPT) {
        former.remove(0);
      }
    }
    model = next;
    checks.clear();
  }

  /** A champion that was watched before. */
  Optional<WatchedModel> former(String version) {
    return former.stream().filter(known -> known.version().equals(version)).findFirst();
  }

  void looked() {
    looks++;
  }

  int looks() {
    return looks;
  }

  @Nullable CheckState check(String title) {
    return checks.get(title);
  }

  void put(CheckState check) {
    checks.put(check.title(), check);
  }

  List<CheckState> checks() {
    return List.copyOf(checks.values());
  }

  List<CheckState> violated() {
    return checks.values().stream().filter(CheckState::violated).toList();
  }

  int violated(int more) {
    violations += more;
    return violations;
  }

  List<Instant> actions() {
    return actions;
  }

  /** It acts; what was measured before counts no more. */
  void acted(Instant now, WatchSpec spec) {
    List<Instant> all = new ArrayList<>(actions);
    all.add(now);
    actions = Restraint.kept(all, spec);
    checks.clear();
  }

  void note(Instant at, String what) {
    if (!events.isEmpty() && events.get(events.size() - 1).what().equals(what)) {
      return;
    }
    events.add(new WatchEvent(at, what));
    if (events.size() > EVENTS_KEPT) {
      events.remove(0);
    }
  }

  List<WatchEvent> events() {
    return List.copyOf(events);
  }
}
