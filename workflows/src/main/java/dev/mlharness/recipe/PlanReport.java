package dev.mlharness.recipe;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline would do. Nothing was changed to find out.
 *
 * @param servicePrincipals by stage: as whom it would run
 * @param champion version that serves now; null: none
 * @param endpointNow what the endpoint serves now, one line per served model
 * @param endpointThen what it would serve
 * @param remarks what a person should know before starting
 */
public record PlanReport(
    Manifest manifest,
    Map<String, String> servicePrincipals,
    @Nullable String champion,
    List<String> endpointNow,
    List<String> endpointThen,
    List<String> remarks) {
  public PlanReport {
    servicePrincipals = Map.copyOf(servicePrincipals);
    endpointNow = List.copyOf(endpointNow);
    endpointThen = List.copyOf(endpointThen);
    remarks = List.copyOf(remarks);
  }
}
