package dev.mlharness.rollout;

import dev.mlharness.access.Failures;
import dev.mlharness.ledger.Aliases;
import dev.mlharness.ledger.Inverse;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.rollout.Leg.Shift;
import dev.mlharness.serving.Endpoint;
import dev.mlharness.serving.EndpointChange;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.ServingActivities;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.failure.ActivityFailure;
import org.jspecify.annotations.Nullable;

/** What a rollout changes: the endpoint, and then the aliases. Every inverse is written first. */
final class Live {
  private final RolloutRequest request;
  private final Ledger ledger;
  private final Traffic traffic;
  private @Nullable EndpointConfig now;
  private int written = -1;
  private String url = "";

  Live(RolloutRequest request, Ledger ledger) {
    this.request = request;
    this.ledger = ledger;
    this.traffic = new Traffic(request.before().endpoint(), request.candidate());
    this.now = request.before().endpoint();
  }

  /** What the candidate gets of the traffic. */
  int weight() {
    return traffic.weightIn(now);
  }

  String url() {
    return url;
  }

  /**
   * @throws Stop when somebody else changed the endpoint since
   */
  void look() {
    Endpoint found =
        ActivityProfiles.call(
                ServingActivities.class,
                ActivityProfiles.READ,
                "look: endpoint " + request.endpoint())
            .read(request.access(), request.endpoint());
    url = found.url();
    if (!Traffic.same(found.config(), now)) {
      throw new Stop(
          RolloutOutcome.STOPPED,
          "somebody else changed endpoint %s: it serves %s, and the rollout had left it at %s. Nothing was overwritten"
              .formatted(request.endpoint(), Traffic.words(found.config()), Traffic.words(now)));
    }
  }

  /**
   * Looks for the last time, after everything was put back.
   *
   * @return for people: whether it is as before, or what else it is
   */
  String found() {
    Endpoint found;
    try {
      found =
          ActivityProfiles.call(
                  ServingActivities.class,
                  ActivityProfiles.GLANCE,
                  "look: endpoint " + request.endpoint())
              .read(request.access(), request.endpoint());
    } catch (ActivityFailure failure) {
      return "Endpoint %s could not be looked at again: %s"
          .formatted(request.endpoint(), Failures.sentence(failure));
    }
    now = found.config();
    return Traffic.same(now, request.before().endpoint())
        ? "Traffic, served models and aliases are as before"
        : "Endpoint %s serves %s".formatted(request.endpoint(), Traffic.words(now));
  }

  void shift(Shift shift) {
    change(traffic.after(shift), "the candidate gets %d %%".formatted(shift.weight()));
  }

  void settle() {
    change(traffic.settled(), "what served before is let go");
  }

  /**
   * The former entry stays open until the change has been made: whichever of the two states the
   * endpoint is in, one of the inverses finds it, and the way back is one change.
   */
  private void change(EndpointConfig wanted, String what) {
    if (Traffic.same(wanted, now)) {
      return;
    }
    EndpointChange back = change(wanted, request.before().endpoint());
    int entry =
        ledger.write(
            "endpoint %s: %s".formatted(request.endpoint(), what),
            new Inverse.RestoreEndpoint(back));
    url =
        ActivityProfiles.call(
                ServingActivities.class,
                ActivityProfiles.ENDPOINT,
                "endpoint %s: %s".formatted(request.endpoint(), what))
            .change(change(now, wanted))
            .url();
    if (written >= 0) {
      ledger.close(written);
    }
    written = entry;
    now = wanted;
  }

  private EndpointChange change(@Nullable EndpointConfig from, @Nullable EndpointConfig to) {
    return new EndpointChange(request.access(), request.endpoint(), from, to, request.tags());
  }

  /** {@code champion} names what serves. */
  void crown() {
    new Aliases(ledger, request.access(), request.candidate().model(), "rollout")
        .crown(request.candidate().version(), request.before().champion(), ActivityProfiles.READ);
  }
}
