package dev.mlharness.activities.notify;

import dev.mlharness.recipe.Occasion;
import dev.mlharness.recipe.ReceiverName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All receivers that the operator configured, by name.
 *
 * @param hearing of which occasions a receiver hears, whatever recipes say
 */
public record Receivers(Map<String, Receiver> receivers, Map<String, Set<Occasion>> hearing) {
  public Receivers {
    receivers = Map.copyOf(new TreeMap<>(receivers));
    hearing = Map.copyOf(hearing);
  }

  /** Of which occasions at least one receiver hears, whatever recipes say. */
  public List<Occasion> heard() {
    return hearing.values().stream().flatMap(Set::stream).distinct().sorted().toList();
  }

  /** Why there is no such receiver; empty when there is one. */
  public Optional<String> refusal(ReceiverName name) {
    Receiver known = receivers.get(name.name());
    if (known == null) {
      return Optional.of(
          "there is no receiver '%s'; this worker has %s (mlharness.notify.receivers)"
              .formatted(name.name(), names()));
    }
    return known.kind() == name.kind()
        ? Optional.empty()
        : Optional.of(
            "receiver '%s' is of the kind %s, not %s"
                .formatted(name.name(), known.kind().word(), name.kind().word()));
  }

  /** The one of that name, if there is one of that kind. */
  Optional<Receiver> find(ReceiverName name) {
    return refusal(name).isEmpty()
        ? Optional.ofNullable(receivers.get(name.name()))
        : Optional.empty();
  }

  /** Those named, and those that hear of it anyway; each once. */
  List<ReceiverName> of(Occasion occasion, List<ReceiverName> named) {
    Set<ReceiverName> all = new LinkedHashSet<>(named);
    receivers.forEach(
        (name, receiver) -> {
          if (hearing.getOrDefault(name, Set.of()).contains(occasion)) {
            all.add(new ReceiverName(receiver.kind(), name));
          }
        });
    return List.copyOf(all);
  }

  private String names() {
    return receivers.isEmpty()
        ? "none"
        : receivers.keySet().stream().sorted().collect(Collectors.joining(", "));
  }
}
