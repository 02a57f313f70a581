package dev.mlharness.activities.check;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.SqlStatements;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.check.CheckActivities;
import dev.mlharness.check.CheckRequest;
import dev.mlharness.check.DataAge;
import dev.mlharness.check.Measurement;
import dev.mlharness.check.TableRead;
import dev.mlharness.recipe.LiveCheck;
import dev.mlharness.recipe.LiveCheck.OfEndpoint;
import dev.mlharness.recipe.LiveCheck.OfPrometheus;
import dev.mlharness.recipe.LiveCheck.OfSql;
import dev.mlharness.recipe.LiveCheck.Source;

/** Measures by whatever source the check names. */
public final class LiveMeasuring implements CheckActivities {
  private final EndpointNumbers endpoints;
  private final SqlNumbers sql;
  private final PrometheusNumbers prometheus;
  private final TableAges tables;

  public LiveMeasuring(
      WorkspaceClients clients, SqlStatements statements, PrometheusServers servers) {
    this.endpoints = new EndpointNumbers(clients);
    this.sql = new SqlNumbers(statements);
    this.prometheus = new PrometheusNumbers(servers);
    this.tables = new TableAges(statements);
  }

  @Override
  public Measurement measure(CheckRequest request) {
    LiveCheck check = request.check();
    Source source = check.source();
    if (source instanceof OfEndpoint endpoint) {
      return endpoints.measure(request.live(), endpoint);
    }
    if (source instanceof OfSql statement) {
      return sql.measure(request.live(), check.title(), statement.statement());
    }
    if (source instanceof OfPrometheus query) {
      return prometheus.measure(request.live(), check.title(), query.query());
    }
    throw Failures.of(
        FailureType.RECIPE_INVALID,
        "Check '%s' is measured by a run, which the workflow itself begins and waits for."
            .formatted(check.title()));
  }

  @Override
  public DataAge dataAge(TableRead read) {
    return tables.of(read);
  }
}
