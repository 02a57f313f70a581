package dev.mlharness.starter.way;

import dev.mlharness.starter.remote.ApiClient;

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
    return new ApiRecipes(api);
  }

  @Override
  public Rollouts rollouts() {
    return new ApiRollouts(api);
  }

  @Override
  public Models models() {
    return new ApiModels(api);
  }

  @Override
  public Schedules schedules() {
    return new ApiSchedules(api);
  }

  @Override
  public Checks checks() {
    return new ApiChecks(api);
  }

  @Override
  public Identities identities() {
    return new ApiIdentities(api);
  }

  @Override
  public Secrets secrets() {
    return new ApiSecrets(api);
  }

  @Override
  public AuditRecords audit() {
    return new ApiAuditRecords(api);
  }

  @Override
  public void close() {}
}
