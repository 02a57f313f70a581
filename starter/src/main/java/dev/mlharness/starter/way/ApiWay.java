package dev.mlharness.starter.way;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.plan.PlanReport;
import dev.mlharness.starter.remote.ApiClient;
import java.util.Map;

/** Through the API, as who is logged in there. */
final class ApiWay implements Way {
  private final ApiClient api;

  ApiWay(ApiClient api) {
    this.api = api;
  }

  @Override
  public Pipelines pipelines() {
    return new ApiPipelines(api);
  }

  @Override
  public Recipes recipes() {
    return recipe ->
        api.query(
            "/v1/plans", Map.<String, ObjectNode>of("recipe", recipe.document()), PlanReport.class);
  }

  @Override
  public AuditRecords audit() {
    return new ApiAuditRecords(api);
  }

  @Override
  public void close() {}
}
