package dev.mlharness.sandbox.faults;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The faults that were asked for. They are gone when the sandbox is started anew. */
@Component
class Faults {

  /** A rule and how many requests it has seen. */
  record Seen(FaultRule rule, int requests) {

    boolean strikes() {
      Integer times = rule.times();
      return requests >= rule.after() && (times == null || requests < rule.after() + times);
    }
  }

  private final Map<Long, Seen> rules = new LinkedHashMap<>();
  private long lastId;

  synchronized long add(FaultRule rule) {
    rules.put(++lastId, new Seen(rule, 0));
    return lastId;
  }

  synchronized Map<Long, Seen> all() {
    return new LinkedHashMap<>(rules);
  }

  synchronized boolean remove(long id) {
    return rules.remove(id) != null;
  }

  synchronized void clear() {
    rules.clear();
  }

  /** The fault that this request meets with: of the first rule that means it. */
  synchronized Optional<Fault> next(String method, String path) {
    for (Map.Entry<Long, Seen> entry : rules.entrySet()) {
      Seen seen = entry.getValue();
      if (seen.rule.match().matches(method, path)) {
        entry.setValue(new Seen(seen.rule, seen.requests + 1));
        if (seen.strikes()) {
          return Optional.of(seen.rule.fault());
        }
      }
    }
    return Optional.empty();
  }
}
