package dev.mlharness.activities.serving;

import dev.mlharness.serving.EndpointChange;
import dev.mlharness.serving.EndpointConfig;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a change goes on, from what was asked for and what the endpoint is now. It reads no
 * memory of its own but one bit, so that it goes on rightly in a worker that did not begin it.
 */
final class NextStep {
  private final EndpointChange change;
  private final boolean asked;

  /**
   * @param asked whether this call has sent its change already
   */
  NextStep(EndpointChange change, boolean asked) {
    this.change = change;
    this.asked = asked;
  }

  Step of(@Nullable EndpointView now) {
    EndpointConfig to = change.to();
    if (to == null) {
      return towardsNothing(now);
    }
    return now == null ? towardsNew() : towards(to, now);
  }

  private Step towardsNothing(@Nullable EndpointView now) {
    if (now == null) {
      return new Step.Done();
    }
    if (asked) {
      return new Step.Wait("the endpoint is deleted");
    }
    if (now.update() == EndpointView.Update.IN_PROGRESS && !isPending(now, change.from())) {
      return new Step.Conflict("somebody else is changing it to serve " + words(now.pending()));
    }
    return isStillFrom(now) ? new Step.Delete() : conflict(now);
  }

  private Step towardsNew() {
    if (change.from() != null) {
      return new Step.Conflict("it no longer exists: somebody deleted it");
    }
    return asked ? new Step.Wait("the endpoint appears") : new Step.Create();
  }

  private Step towards(EndpointConfig to, EndpointView now) {
    if (now.update() == EndpointView.Update.IN_PROGRESS) {
      return underWay(to, now);
    }
    if (same(now.active(), to)) {
      return now.ready() ? new Step.Done() : notReady(now);
    }
    if (asked && now.update() == EndpointView.Update.FAILED) {
      return new Step.Failed(reason(now));
    }
    if (asked && now.update() == EndpointView.Update.CANCELED) {
      return new Step.Failed("the update was cancelled by somebody");
    }
    if (!mayChange(to, now)) {
      return conflict(now);
    }
    if (!isRestorable(now.active())) {
      return new Step.Conflict(
          "it serves %s in a way that could not be put back exactly: name another endpoint"
              .formatted(words(now.active())));
    }
    // Databricks may answer with the old state for a moment after it accepted the change.
    return asked ? new Step.Wait("the update begins") : new Step.Update();
  }

  private Step underWay(EndpointConfig to, EndpointView now) {
    if (isPending(now, to)) {
      return new Step.Wait("the endpoint serves " + words(to));
    }
    if (now.pending() == null || isPending(now, change.from())) {
      return new Step.Wait("an earlier update ends");
    }
    return new Step.Conflict("somebody else is changing it to serve " + words(now.pending()));
  }

  private Step notReady(EndpointView now) {
    return now.failures().isEmpty()
        ? new Step.Wait("the endpoint is ready")
        : new Step.Failed(reason(now));
  }

  private boolean mayChange(EndpointConfig to, EndpointView now) {
    return isStillFrom(now) || (now.active() == null && isPending(now, to));
  }

  private boolean isStillFrom(EndpointView now) {
    if (now.active() != null) {
      return same(now.active(), change.from());
    }
    // It never served: what it failed to become, or its tags, tell whose it is.
    return isPending(now, change.from()) || isOurs(now);
  }

  private static boolean isPending(EndpointView now, @Nullable EndpointConfig config) {
    return now.pending() != null && same(now.pending(), config);
  }

  private static boolean isRestorable(@Nullable EndpointConfig active) {
    return active == null
        || active.served().stream()
            .noneMatch(served -> served.workloadSize().isEmpty() || served.version().isEmpty());
  }

  private boolean isOurs(EndpointView now) {
    return !change.tags().isEmpty() && now.tags().entrySet().containsAll(change.tags().entrySet());
  }

  private Step conflict(EndpointView now) {
    return new Step.Conflict(
        "it serves %s, not %s: somebody else changed it"
            .formatted(words(now.active()), words(change.from())));
  }

  private static String reason(EndpointView now) {
    return now.failures().isEmpty()
        ? "it could not be brought to serve that, and Databricks gives no reason"
        : "it could not be brought to serve that: "
            + now.failures().stream()
                .map(failure -> failure.servedModel() + ": " + failure.message())
                .collect(Collectors.joining("; "));
  }

  /** The order of served models means nothing. */
  private static boolean same(@Nullable EndpointConfig one, @Nullable EndpointConfig other) {
    return one == null ? other == null : other != null && served(one).equals(served(other));
  }

  private static Set<EndpointConfig.ServedModel> served(EndpointConfig config) {
    return new HashSet<>(config.served());
  }

  private static String words(@Nullable EndpointConfig config) {
    if (config == null || config.served().isEmpty()) {
      return "nothing";
    }
    return config.served().stream()
        .map(
            model ->
                "%s version %s (%d %%)".formatted(model.model(), model.version(), model.weight()))
        .collect(Collectors.joining(", "));
  }
}
