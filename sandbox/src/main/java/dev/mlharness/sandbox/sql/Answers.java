package dev.mlharness.sandbox.sql;

import dev.mlharness.sandbox.identity.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The latest answers, each for whoever asked. Older ones are forgotten, as on Databricks. */
@Component
final class Answers {

  private static final int KEPT = 64;

  private final Map<String, Kept> kept = new LinkedHashMap<>();

  synchronized void keep(Caller caller, Answer answer) {
    kept.put(answer.statementId(), new Kept(caller.name(), answer));
    if (kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  synchronized Optional<Answer> find(Caller caller, String id) {
    return Optional.ofNullable(kept.get(id))
        .filter(one -> one.asker.equals(caller.name()))
        .map(Kept::answer);
  }

  private record Kept(String asker, Answer answer) {}
}
