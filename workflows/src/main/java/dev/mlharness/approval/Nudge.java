package dev.mlharness.approval;

import dev.mlharness.payload.Durations;
import dev.mlharness.recipe.Approve;
import dev.mlharness.recipe.Approve.Escalation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What an open gate says by itself while nobody decides.
 *
 * @param after how long after it has opened
 * @param what one word
 * @param words for people
 */
public record Nudge(Duration after, String what, String words) {
  private static final String ESCALATION = "escalation";

  /** Whether others shall see to it, and not only those who are asked. */
  public boolean escalates() {
    return what.equals(ESCALATION);
  }

  /** All of them, in order of time. */
  static List<Nudge> of(Approve policy) {
    List<Nudge> nudges = new ArrayList<>();
    Duration every = policy.remind();
    if (every != null) {
      for (Duration at = every; at.compareTo(policy.timeout()) < 0; at = at.plus(every)) {
        nudges.add(
            new Nudge(
                at,
                "reminder",
                "reminder after %s: %s is asked to decide"
                    .formatted(Durations.format(at), policy.whom())));
      }
    }
    Escalation escalation = policy.escalate();
    if (escalation != null && escalation.after().compareTo(policy.timeout()) < 0) {
      nudges.add(
          new Nudge(
              escalation.after(),
              ESCALATION,
              "escalation after %s: %s shall see to it that %s decides"
                  .formatted(
                      Durations.format(escalation.after()),
                      String.join(" and ", escalation.to()),
                      policy.whom())));
    }
    nudges.sort(Comparator.comparing(Nudge::after));
    return List.copyOf(nudges);
  }
}
