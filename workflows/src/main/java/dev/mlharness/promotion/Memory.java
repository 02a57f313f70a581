package dev.mlharness.promotion;

import dev.mlharness.access.Access;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a running entity remembers; all of it is handed on when it continues as new. */
final class Memory {
  private static final int EVENTS_KEPT = 200;

  private final ModelKey key;
  private final @Nullable Integer renewAfter;
  private final List<Departure> departures;
  private final List<ModelEvent> events;
  private @Nullable Access access;
  private @Nullable String endpoint;
  private Line line;
  private Champions champions;
  private List<Freeze> frozen;

  Memory(ModelState start) {
    key = start.key();
    renewAfter = start.renewAfter();
    departures = new ArrayList<>(start.departures());
    events = new ArrayList<>(start.events());
    access = start.access();
    endpoint = start.endpoint();
    line = start.line();
    champions = start.champions();
    frozen = start.frozen();
  }

  ModelState state() {
    return new ModelState(
        key, access, endpoint, line, departures, champions, frozen, events, renewAfter);
  }

  ModelKey key() {
    return key;
  }

  @Nullable Integer renewAfter() {
    return renewAfter;
  }

  Line line() {
    return line;
  }

  void line(UnaryOperator<Line> change) {
    line = change.apply(line);
  }

  Champions champions() {
    return champions;
  }

  void champions(UnaryOperator<Champions> change) {
    champions = change.apply(champions);
  }

  List<Departure> departures() {
    return departures;
  }

  List<Freeze> frozen() {
    return frozen;
  }

  void frozen(List<Freeze> by) {
    frozen = by;
  }

  @Nullable Access access() {
    return access;
  }

  @Nullable String endpoint() {
    return endpoint;
  }

  /** From now on the model is looked at so, and there. */
  void place(Access as, @Nullable String at) {
    access = as;
    endpoint = at;
  }

  void note(String what) {
    events.add(new ModelEvent(now(), what));
    if (events.size() > EVENTS_KEPT) {
      events.remove(0);
    }
  }

  ModelStatus status(@Nullable String doing) {
    return new ModelStatus(
        key,
        champions.current().orElse(null),
        line.holder(),
        line.waiting(),
        frozen,
        doing,
        events);
  }

  static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
