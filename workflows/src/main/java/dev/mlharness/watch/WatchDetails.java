package dev.mlharness.watch;

import java.util.Locale;
import java.util.stream.Collectors;

/** What the Temporal UI shows of a watch, as Markdown. */
final class WatchDetails {
  private static final int EVENTS_SHOWN = 5;

  private WatchDetails() {}

  static String of(WatchStatus status) {
    String head =
        "**%s** version %s: %s, every %s, on violation %s"
            .formatted(
                status.model(),
                status.version(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.every(),
                status.onViolation());
    String checks =
        status.checks().stream()
            .map(check -> "\n- %s %s".formatted(check.violated() ? "✗" : "·", check.sentence()))
            .collect(Collectors.joining());
    String events =
        status.events().stream()
            .skip(Math.max(0, status.events().size() - EVENTS_SHOWN))
            .map(event -> "\n- %s %s".formatted(event.at(), event.what()))
            .collect(Collectors.joining());
    return head + "\n" + checks + "\n" + events;
  }
}
