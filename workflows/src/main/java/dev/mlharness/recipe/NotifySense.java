package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What makes no sense in who is told. */
final class NotifySense {
  private static final List<String> KINDS = List.of("slack", "teams", "email", "cloudevents");

  private NotifySense() {}

  static void check(Findings findings) {
    JsonNode notify = findings.at("/notify");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < (notify.isArray() ? notify.size() : 0); i++) {
      String at = "/notify/" + i;
      List<String> kinds = KINDS.stream().filter(notify.get(i)::has).toList();
      if (notify.get(i).isObject() && kinds.size() != 1) {
        findings.add(
            at,
            "a receiver is one of 'slack', 'teams', 'email' and 'cloudevents'; found "
                + (kinds.isEmpty() ? "none" : String.join(" and ", kinds)),
            "for example: {slack: ml-alerts, on: [gate-opened, failed]}");
      } else if (kinds.size() == 1) {
        String kind = kinds.get(0);
        String receiver = kind + " '" + notify.get(i).path(kind).asText() + "'";
        if (!seen.add(receiver)) {
          findings.add(at, receiver + " is named twice", "put everything into one 'on'");
        }
      }
    }
  }
}
