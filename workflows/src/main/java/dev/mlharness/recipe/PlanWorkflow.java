package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.timing.ActivityProfiles;

/** Pins as a pipeline would, and looks at what is there now. */
public final class PlanWorkflow implements Plan {
  @Override
  public PlanReport run(JsonNode recipe) {
    Manifest manifest = call("pin every reference").resolve(recipe);
    return call("compare with what is there now").plan(manifest);
  }

  private static ResolveActivities call(String summary) {
    return ActivityProfiles.call(ResolveActivities.class, ActivityProfiles.ASKED, summary);
  }
}
