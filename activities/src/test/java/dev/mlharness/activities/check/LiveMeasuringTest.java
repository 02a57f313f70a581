package dev.mlharness.activities.check;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.mlharness.activities.FakeWorkspace.ACCESS;
import static dev.mlharness.activities.FakeWorkspace.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.FakeWorkspace;
import dev.mlharness.activities.databricks.SqlStatements;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.check.CheckRequest;
import dev.mlharness.check.DataAge;
import dev.mlharness.check.LiveModel;
import dev.mlharness.check.Measurement;
import dev.mlharness.check.TableRead;
import dev.mlharness.recipe.EndpointMetric;
import dev.mlharness.recipe.LiveCheck;
import dev.mlharness.recipe.LiveCheck.PrometheusQuery;
import dev.mlharness.recipe.ViolationLimit;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveMeasuringTest {
  private static final String METRICS = "/api/2.0/serving-endpoints/fraud/metrics";
  private static final String SQL = "/api/2.0/sql/statements/";
  private static final String QUERY = "/api/v1/query";

  private final FakeWorkspace workspace =
      FakeWorkspace.withWarehouse(RegistryKind.UNITY_CATALOG, Duration.ofSeconds(5));
  private final WireMockServer server = workspace.server();
  @TempDir Path folder;
  private @Nullable LiveMeasuring measuring;

  @BeforeEach
  void connect() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "planted\n");
    measuring =
        new LiveMeasuring(
            workspace.clients(),
            new SqlStatements(workspace.workspaces(), workspace.clients()),
            new PrometheusServers(
                Map.of(
                    "default", new PrometheusServers.Server(URI.create(server.baseUrl()), token))));
  }

  @AfterEach
  void stop() throws Exception {
    workspace.close();
  }

  @Test
  void anEndpointIsAskedForItsMetrics() {
    server.stubFor(
        get(urlPathEqualTo(METRICS))
            .willReturn(
                ok("request_count_total 10\nrequest_5xx_count_total 2\n")
                    .withHeader("Content-Type", "text/plain")));

    assertThat(measure(metric()).value()).isEqualTo(0.2);
  }

  @Test
  void anEndpointThatIsNotThereIsSaidToBeMissing() {
    server.stubFor(get(urlPathEqualTo(METRICS)).willReturn(error(404, "RESOURCE_DOES_NOT_EXIST")));

    ApplicationFailure failure = failure(metric());

    assertThat(failure.getType()).isEqualTo(FailureType.NOT_FOUND.name());
    assertThat(failure.getOriginalMessage()).contains("endpoint fraud");
  }

  @Test
  void aStatementIsGivenTheVersionAsAParameter() {
    answer("[[\"0.31\"]]");

    Measurement measurement = measure(sql("SELECT max(psi) FROM m.f.drift WHERE v = :version"));

    assertThat(measurement.value()).isEqualTo(0.31);
    server.verify(
        postRequestedFor(urlPathMatching(SQL + "?"))
            .withRequestBody(matchingJsonPath("$.parameters[0].name", equalTo("version")))
            .withRequestBody(matchingJsonPath("$.parameters[0].value", equalTo("4")))
            .withRequestBody(matchingJsonPath("$.parameters.length()", equalTo("1"))));
  }

  @Test
  void noRowAndNullAreNotKnown() {
    answer("[]");
    assertThat(measure(sql("SELECT 1")).detail()).contains("no row");
    answer("[[null]]");
    assertThat(measure(sql("SELECT 1")).detail()).contains("NULL");
  }

  @Test
  void moreThanOneNumberIsAMistakeInTheRecipe() {
    answer("[[\"1\", \"2\"]]");
    assertThat(failure(sql("SELECT 1, 2")).getOriginalMessage())
        .contains("1 rows of 2 columns", "check 'sql'");
    answer("[[\"drifting\"]]");
    assertThat(failure(sql("SELECT 'drifting'")).getType())
        .isEqualTo(FailureType.RECIPE_INVALID.name());
  }

  @Test
  void aStatementThatTakesItsTimeIsWaitedFor() {
    server.stubFor(
        post(urlPathMatching(SQL + "?"))
            .willReturn(okJson("{\"statement_id\":\"s1\",\"status\":{\"state\":\"RUNNING\"}}")));
    server.stubFor(get(urlPathEqualTo(SQL + "s1")).willReturn(okJson(succeeded("[[\"7\"]]"))));

    assertThat(measure(sql("SELECT 7")).value()).isEqualTo(7);
  }

  @Test
  void prometheusIsAskedForOneNumber() {
    prometheus("{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"0.5\"]}]}");

    Measurement measurement = measure(query("sum(missed{version=\"$version\"})"));

    assertThat(measurement.value()).isEqualTo(0.5);
    server.verify(
        getRequestedFor(urlPathEqualTo(QUERY))
            .withQueryParam("query", equalTo("sum(missed{version=\"4\"})"))
            .withHeader("Authorization", equalTo("Bearer planted")));
  }

  @Test
  void noSeriesIsNotKnownAndSeveralAreAMistake() {
    prometheus("{\"resultType\":\"vector\",\"result\":[]}");
    assertThat(measure(query("up")).detail()).contains("no series");
    prometheus(
        "{\"resultType\":\"vector\",\"result\":[{\"value\":[1,\"1\"]},{\"value\":[1,\"0\"]}]}");
    assertThat(failure(query("up")).getOriginalMessage()).contains("2 series", "sum()");
  }

  @Test
  void aQueryThatPrometheusRefusesIsAMistakeInTheRecipe() {
    server.stubFor(
        get(urlPathEqualTo(QUERY))
            .willReturn(
                okJson("{\"status\":\"error\",\"error\":\"parse error\"}").withStatus(400)));

    ApplicationFailure failure = failure(query("sum("));

    assertThat(failure.getType()).isEqualTo(FailureType.RECIPE_INVALID.name());
    assertThat(failure.getOriginalMessage()).contains("parse error");
  }

  @Test
  void aServerThatNobodyConfiguredHoldsTheCheckAndNamesTheKnownOnes() {
    ApplicationFailure failure = failure(check(null, null, new PrometheusQuery("eu", "up")));

    assertThat(failure.getType()).isEqualTo(FailureType.HELD.name());
    assertThat(failure.getOriginalMessage()).contains("'eu'", "default");
  }

  @Test
  void theOldestVersionThatAModelHasNotSeenTellsTheAgeOfItsData() {
    answer(
        """
        [["9","2026-02-03T00:00:00Z"],["8","2026-02-02 00:00:00.000"],["7","2026-02-01T00:00:00Z"]]
        """);

    assertThat(dataAge("7")).isEqualTo(new DataAge("9", Instant.parse("2026-02-02T00:00:00Z")));
    assertThat(dataAge("9")).isEqualTo(new DataAge("9", null));
  }

  private DataAge dataAge(String version) {
    return measuring().dataAge(new TableRead(ACCESS, "main.fraud.transactions", version));
  }

  private void answer(String rows) {
    server.stubFor(post(urlPathMatching(SQL + "?")).willReturn(okJson(succeeded(rows))));
  }

  private static String succeeded(String rows) {
    return "{\"statement_id\":\"s1\",\"status\":{\"state\":\"SUCCEEDED\"},\"result\":{\"data_array\":%s}}"
        .formatted(rows);
  }

  private void prometheus(String data) {
    server.stubFor(
        get(urlPathEqualTo(QUERY))
            .willReturn(okJson("{\"status\":\"success\",\"data\":%s}".formatted(data))));
  }

  private Measurement measure(LiveCheck check) {
    LiveModel live = new LiveModel(ACCESS, "main.fraud.detector", "4", "fraud", null);
    return measuring().measure(new CheckRequest(live, check));
  }

  private ApplicationFailure failure(LiveCheck check) {
    return catchThrowableOfType(ApplicationFailure.class, () -> measure(check));
  }

  private LiveMeasuring measuring() {
    return java.util.Objects.requireNonNull(measuring);
  }

  private static LiveCheck metric() {
    return check(EndpointMetric.ERROR_RATE, null, null);
  }

  private static LiveCheck sql(String statement) {
    return check(null, statement, null);
  }

  private static LiveCheck query(String query) {
    return check(null, null, new PrometheusQuery("default", query));
  }

  private static LiveCheck check(
      @Nullable EndpointMetric metric, @Nullable String sql, @Nullable PrometheusQuery query) {
    return new LiveCheck(null, metric, sql, null, query, null, 0.1, 1, ViolationLimit.FIRST, null);
  }
}
