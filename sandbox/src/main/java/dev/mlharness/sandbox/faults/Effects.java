package dev.mlharness.sandbox.faults;

import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Counts what really happened to the workspace, so that a test can tell one effect from two.
 *
 * <p>An effect is counted where it happens, not where it was asked for: a submit that found its run
 * by the idempotency token is none.
 */
@Component
public final class Effects {

  private final Documents documents;
  private final DocumentCollection<Effect> effects;

  Effects(Documents documents) {
    this.documents = documents;
    this.effects = documents.collection("effects", Effect.class);
  }

  /** Counts one effect of a kind (such as "submit") on a thing (such as a token or a name). */
  public void count(String kind, String key) {
    String id = kind + "/" + key;
    documents.atomically(
        () -> {
          long before = effects.get(id).map(Effect::count).orElse(0L);
          effects.put(id, new Effect(kind, key, before + 1));
          return before;
        });
  }

  /** Counts by kind and key. */
  public Map<String, Map<String, Long>> counts() {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    for (Effect effect : effects.list()) {
      counts.computeIfAbsent(effect.kind, kind -> new TreeMap<>()).put(effect.key, effect.count);
    }
    return counts;
  }

  /** Starts to count anew. */
  void forget() {
    effects.list().forEach(effect -> effects.delete(effect.kind + "/" + effect.key));
  }

  private record Effect(String kind, String key, long count) {}
}
