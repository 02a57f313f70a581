package dev.mlharness.starter.way;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.payload.Payloads;
import dev.mlharness.rollout.Instruction;
import dev.mlharness.rollout.RolloutStatus;
import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.remote.ApiClient;
import dev.mlharness.starter.remote.Path;
import dev.mlharness.starter.rollout.RolloutView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rollouts through the API. */
record ApiRollouts(ApiClient api) implements Rollouts {
  @Override
  public RolloutView view(String pipeline) {
    return read(pipeline, api.get(path(pipeline), JsonNode.class));
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
    return read(pipeline, api.post(path(pipeline), body, JsonNode.class));
  }

  private static RolloutView read(String pipeline, JsonNode found) {
    return new RolloutView(
        pipeline,
        Payloads.mapper().convertValue(found, RolloutStatus.class),
        List.of(Payloads.mapper().convertValue(found.path("ledger"), LedgerEntry[].class)));
  }

  private static String path(String pipeline) {
    return Path.of("/v1/pipelines").to(pipeline).to("rollout").toString();
  }
}
