package dev.mlharness.starter.way;

import dev.mlharness.rollout.Instruction;
import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.remote.ApiClient;
import dev.mlharness.starter.remote.Path;
import dev.mlharness.starter.rollout.RolloutView;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rollouts through the API. */
record ApiRollouts(ApiClient api) implements Rollouts {
  @Override
  public RolloutView view(String pipeline) {
    return api.get(path(pipeline), RolloutView.class);
  }

  @Override
  public RolloutView steer(
      String pipeline, Instruction.Action action, @Nullable String comment, Person person) {
    Claims.none(person);
    Map<String, Object> body = new HashMap<>();
    body.put("action", action);
    if (comment != null) {
      body.put("comment", comment);
    }
    return api.post(path(pipeline), body, RolloutView.class);
  }

  private static String path(String pipeline) {
    return Path.of("/v1/pipelines").to(pipeline).to("rollout").toString();
  }
}
