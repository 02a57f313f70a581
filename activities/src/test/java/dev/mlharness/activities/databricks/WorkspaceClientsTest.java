package dev.mlharness.activities.databricks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static dev.mlharness.activities.TestWorkspace.ACCESS;
import static dev.mlharness.activities.databricks.FakeWorkspace.EXCHANGE;
import static dev.mlharness.activities.databricks.FakeWorkspace.JOBS;
import static dev.mlharness.activities.databricks.FakeWorkspace.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.service.jobs.Run;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.mlharness.activities.TestWorkspace;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WorkspaceClientsTest {
  private static final String GET = JOBS + "get";

  @RegisterExtension final FakeWorkspace workspace = FakeWorkspace.start();

  @TempDir Path folder;
  private WorkspaceClients clients;
  private long run;

  @BeforeEach
  void begin() {
    clients = workspace.clients(workspace.workspaces(folder));
    run = workspace.jobs().start("fraud train");
  }

  @Test
  void aCallCarriesTheTokenOfTheRole() {
    assertThat(read().getRunId()).isEqualTo(run);

    assertThat(workspace.requests(GET))
        .singleElement()
        .satisfies(
            request -> assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + TOKEN));
  }

  @Test
  void nothingIsAskedButTheTokenAndTheCall() {
    read();
    read();

    assertThat(workspace.getAllServeEvents()).as("one exchange, two calls").hasSize(3);
  }

  @Test
  void aClientIsReused() {
    assertThat(clients.client(ACCESS)).isSameAs(clients.client(ACCESS));
  }

  @Test
  void aDataPlaneMayAskTheClientForAToken() {
    assertThat(clients.client(ACCESS).config().getTokenSource().getToken().getAccessToken())
        .isEqualTo(TOKEN);
  }

  @Test
  void aRefusedTokenIsReplacedAndTheCallMadeOnceMore() {
    workspace.next(GET, 1, aResponse().withStatus(401));
    read();
    workspace.stubFor(
        post(EXCHANGE).willReturn(okJson("{\"access_token\": \"newer\", \"expires_in\": 3600}")));
    workspace.next(GET, 1, aResponse().withStatus(401));

    assertThat(read().getRunId()).isEqualTo(run);
    assertThat(workspace.calls(EXCHANGE)).isEqualTo(3);
    assertThat(workspace.requests(GET).get(3).getHeader("Authorization")).isEqualTo("Bearer newer");
  }

  @Test
  void aTokenThatIsRefusedAgainIsDenied() {
    workspace.next(GET, 2, aResponse().withStatus(401));

    fails("ACCESS_DENIED");
    assertThat(workspace.calls(GET)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_PARAMETER_VALUE, RECIPE_INVALID",
    "400, INVALID_STATE, CONFLICT",
    "400, RESOURCE_DOES_NOT_EXIST, NOT_FOUND",
    "403, PERMISSION_DENIED, ACCESS_DENIED",
    "404, RESOURCE_DOES_NOT_EXIST, NOT_FOUND",
    "404, FEATURE_DISABLED, NOT_FOUND",
    "409, RESOURCE_CONFLICT, CONFLICT",
    "409, ABORTED, CONFLICT",
    "429, REQUEST_LIMIT_EXCEEDED, UNAVAILABLE",
    "500, INTERNAL_ERROR, UNAVAILABLE",
    "501, NOT_IMPLEMENTED, HELD",
    "502, '', UNAVAILABLE",
    "503, TEMPORARILY_UNAVAILABLE, UNAVAILABLE",
    "504, DEADLINE_EXCEEDED, UNAVAILABLE"
  })
  void theKindOfAnErrorDecides(int status, String code, String type) {
    workspace.next(
        GET,
        1,
        aResponse()
            .withStatus(status)
            .withBody("{\"error_code\": \"" + code + "\", \"message\": \"because.\"}"));

    fails(type);
    assertThat(workspace.calls(GET)).as("the SDK must not retry").isEqualTo(1);
  }

  @Test
  void aMessageSaysWhatWhereAsWhomAndWhatNow() {
    workspace.next(
        GET,
        1,
        aResponse()
            .withStatus(403)
            .withBody("{\"error_code\": \"PERMISSION_DENIED\", \"message\": \"No access.\"}"));

    fails("ACCESS_DENIED")
        .hasMessageContaining("Reading run " + run + " in workspace 'prod' (" + workspace.baseUrl())
        .hasMessageContaining(
            "as role 'trainer' (service principal " + TestWorkspace.PRINCIPAL + ") failed")
        .hasMessageContaining("PERMISSION_DENIED, HTTP 403: No access. Grant the");
  }

  @ParameterizedTest
  @CsvSource({"429", "503"})
  void theWorkspaceMaySayWhenToAskAgain(int status) {
    workspace.next(GET, 1, aResponse().withStatus(status).withHeader("Retry-After", "11"));

    fails("UNAVAILABLE")
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(11)));
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenConnectionIsTriedAgainLater(Fault fault) {
    workspace.next(GET, 1, aResponse().withFault(fault));

    fails("UNAVAILABLE");
    assertThat(workspace.calls(GET)).isEqualTo(1);
  }

  @Test
  void aSlowAnswerIsNotWaitedForBeyondTheDeadline() {
    workspace.next(GET, 1, aResponse().withStatus(200).withFixedDelay(10_000));

    long start = System.nanoTime();
    fails("UNAVAILABLE");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aPageForPeopleIsNoSurprise() {
    workspace.next(
        GET, 1, aResponse().withStatus(502).withBody("<html><pre>Bad gateway</pre></html>"));

    fails("UNAVAILABLE").hasMessageContaining("Bad gateway");
  }

  @Test
  void aTokenThatTheServerEchoesIsNotRepeated() {
    workspace.next(
        GET,
        1,
        aResponse()
            .withStatus(400)
            .withBody("{\"message\": \"you sent Bearer " + TOKEN + " or " + TOKEN + "\"}"));

    fails("RECIPE_INVALID");
  }

  @Test
  void aFailedExchangeKeepsItsOwnWords() {
    workspace.stubFor(post(EXCHANGE).willReturn(aResponse().withStatus(400)));

    fails("ACCESS_DENIED").hasMessageContaining("create a federation policy");
  }

  @Test
  void aMistakeOfOursStaysOne() {
    assertThatThrownBy(
            () ->
                clients.call(
                    ACCESS,
                    "Failing",
                    client -> {
                      throw new IllegalArgumentException("ours");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Run read() {
    return clients.call(ACCESS, "Reading run " + run, client -> client.jobs().getRun(run));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> fails(String type) {
    return assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(type);
              assertThat(failure.getCause()).as("causes would travel").isNull();
              assertThat(failure.getOriginalMessage()).doesNotContain(TOKEN);
            });
  }
}
