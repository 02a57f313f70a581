package dev.mlharness.plan;

import dev.mlharness.privilege.PrivilegeReport;
import dev.mlharness.recipe.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline would do. Nothing was changed to find out.
 *
 * @param manifest null where privileges are missing without which the references cannot be pinned;
 *     what follows from it is empty then
 * @param privileges of its roles, compared with what it touches; null from a worker of before
 * @param servicePrincipals by stage: as whom it would run
 * @param champion version that serves now; null: none
 * @param endpointNow what the endpoint serves now, one line per served model
 * @param endpointThen what it would serve
 * @param remarks what a person should know before starting
 */
public record PlanReport(
    @Nullable Manifest manifest,
    @Nullable PrivilegeReport privileges,
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

  /** With more that a person should know. */
  PlanReport with(List<String> more) {
    List<String> all = new ArrayList<>(remarks);
    all.addAll(more);
    return new PlanReport(
        manifest, privileges, servicePrincipals, champion, endpointNow, endpointThen, all);
  }

  /** All that can be said while the roles may not read what it touches. */
  static PlanReport withoutManifest(PrivilegeReport privileges) {
    return new PlanReport(null, privileges, Map.of(), null, List.of(), List.of(), List.of());
  }
}
