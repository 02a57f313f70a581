package dev.mlharness.rollout;

import dev.mlharness.serving.EndpointConfig;
import java.util.ArrayList;
import java.util.List;

/** What an endpoint may be left at by a rollout that did not end by itself. */
public final class RolloutStates {
  private RolloutStates() {}

  /** Each configuration that the rollout may have set, in order. */
  public static List<EndpointConfig> of(RolloutRequest request) {
    Traffic traffic = new Traffic(request.before().endpoint(), request.candidate());
    Course course = Course.of(request.manifest().recipe().deploy(), request.candidate().version());
    List<EndpointConfig> states = new ArrayList<>();
    course.shifts().forEach(shift -> states.add(traffic.after(shift)));
    states.add(traffic.settled());
    return states.stream()
        .distinct()
        .filter(state -> !Traffic.same(state, request.before().endpoint()))
        .toList();
  }
}
