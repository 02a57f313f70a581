package dev.mlharness.starter.way;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.login.LoginTokens;
import dev.mlharness.starter.remote.ApiClient;

/** A way to the harness. Commands are written once, and go either. */
public interface Way extends AutoCloseable {
  /**
   * As options and surroundings say.
   *
   * @throws dev.mlharness.starter.console.CommandFailure when nobody answers there
   */
  static Way open(Connection connection, Surroundings surroundings) {
    return connection
        .api(surroundings)
        .<Way>map(api -> new ApiWay(new ApiClient(api, LoginTokens.of(surroundings, api))))
        .orElseGet(() -> new TemporalWay(connection.straight(surroundings), surroundings));
  }

  Pipelines pipelines();

  Recipes recipes();

  Rollouts rollouts();

  Models models();

  Schedules schedules();

  Checks checks();

  Identities identities();

  Secrets secrets();

  AuditRecords audit();

  @Override
  void close();
}
