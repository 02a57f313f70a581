package dev.mlharness.activities.credentials;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.mlharness.activities.TestWorkspace.ACCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.mlharness.access.Access;
import dev.mlharness.activities.TestClock;
import dev.mlharness.activities.TestIdentity;
import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.activities.workspace.Account;
import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.Identity.Level;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialBrokerTest {
  private static final String EXCHANGE = "/oidc/v1/token";
  private static final String GIVEN =
      "{\"access_token\": \"given\", \"token_type\": \"Bearer\", \"expires_in\": 3600}";

  @RegisterExtension
  static final WireMockExtension databricks =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort())
          .build();

  @TempDir Path folder;
  private final List<Receipt> receipts = new CopyOnWriteArrayList<>();
  private CredentialBroker broker;
  private String subjectToken;

  @BeforeEach
  void begin() throws IOException {
    broker = new CredentialBroker(TestWorkspace.at(databricks.baseUrl(), folder), receipts::add);
    subjectToken = Files.readString(folder.resolve("token"));
  }

  @Test
  void thisWorkersIdentityIsExchangedForATokenOfTheRolesPrincipal() {
    answer(okJson(GIVEN));

    assertThat(broker.token(ACCESS).reveal()).isEqualTo("given");
    databricks.verify(
        1,
        postRequestedFor(urlEqualTo(EXCHANGE))
            .withRequestBody(containing("client_id=" + TestWorkspace.PRINCIPAL))
            .withRequestBody(containing("subject_token=" + subjectToken))
            .withRequestBody(containing("token-exchange"))
            .withRequestBody(containing("token-type%3Ajwt"))
            .withRequestBody(containing("scope=all-apis")));
  }

  @Test
  void theDefaultWorkspaceAndItsNameShareAToken() {
    answer(okJson(GIVEN));

    broker.token(ACCESS);
    broker.token(new Access("default", "trainer"));

    databricks.verify(1, postRequestedFor(urlEqualTo(EXCHANGE)));
  }

  @Test
  void aThousandCallsAtOnceMakeOneExchange() throws Exception {
    answer(okJson(GIVEN).withFixedDelay(200));
    ExecutorService threads = Executors.newFixedThreadPool(200);
    var start = new CountDownLatch(1);

    List<Future<String>> calls =
        IntStream.range(0, 1_000)
            .mapToObj(
                i ->
                    threads.submit(
                        () -> {
                          start.await();
                          return broker.token(ACCESS).reveal();
                        }))
            .toList();
    start.countDown();

    for (Future<String> call : calls) {
      assertThat(call.get()).isEqualTo("given");
    }
    databricks.verify(1, postRequestedFor(urlEqualTo(EXCHANGE)));
    threads.shutdownNow();
  }

  @Test
  void eachExchangeLeavesAReceipt() {
    answer(okJson(GIVEN));

    broker.token(ACCESS);
    broker.token(ACCESS);

    assertThat(receipts)
        .singleElement()
        .satisfies(
            receipt -> {
              assertThat(receipt.issuer()).isEqualTo(TestIdentity.ISSUER);
              assertThat(receipt.subject()).isEqualTo(TestIdentity.SUBJECT);
              assertThat(receipt.servicePrincipal()).isEqualTo(TestWorkspace.PRINCIPAL);
              assertThat(receipt.scopes()).containsExactly("all-apis");
              assertThat(receipt.toString()).doesNotContain("given");
            });
  }

  @Test
  void aTokenWhoseReceiptCannotBeKeptIsGivenToNobody() {
    answer(okJson(GIVEN));
    var careless =
        new CredentialBroker(
            TestWorkspace.at(databricks.baseUrl(), folder),
            receipt -> {
              throw new IllegalStateException("no store");
            });

    assertThatThrownBy(() -> careless.token(ACCESS)).hasMessage("no store");
    assertThatThrownBy(() -> careless.token(ACCESS)).hasMessage("no store");
  }

  @Test
  void theAccountMayExchangeInsteadOfTheWorkspace() {
    databricks.stubFor(post("/oidc/accounts/account-1/v1/token").willReturn(okJson(GIVEN)));
    Workspace plain = TestWorkspace.at(databricks.baseUrl(), folder).named("prod");
    Identity identity = plain.identity();
    var account = new Account(URI.create(databricks.baseUrl()), "account-1");
    var ofAccount =
        new Identity(identity.issuer(), identity.tokens(), null, Level.ACCOUNT, account);
    var workspace =
        new Workspace(
            "prod",
            URI.create("https://dbc-1.cloud.databricks.com"),
            plain.registry(),
            ofAccount,
            List.of(TestWorkspace.ROLE));

    var accountBroker = new CredentialBroker(new Workspaces(List.of(workspace), "prod"));

    assertThat(accountBroker.token(ACCESS).reveal()).isEqualTo("given");
  }

  @Test
  void aPrincipalThatDoesNotTrustThisWorkerIsNamedWithWhatItShouldTrust() {
    answer(
        aResponse()
            .withStatus(400)
            .withBody("{\"error\": \"invalid_grant\", \"error_description\": \"no policy\"}"));

    fails("ACCESS_DENIED")
        .hasMessageContainingAll(
            "invalid_grant: no policy",
            "'prod'",
            "'trainer'",
            TestWorkspace.PRINCIPAL,
            TestIdentity.ISSUER,
            TestIdentity.SUBJECT,
            TestIdentity.AUDIENCE,
            "create a federation policy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid_client", "unauthorized_client"})
  void aPrincipalThatWasDeactivatedEndsTheMatter(String error) {
    answer(aResponse().withStatus(401).withBody("{\"error\": \"" + error + "\"}"));

    fails("IDENTITY_REVOKED")
        .hasMessageContainingAll(TestWorkspace.PRINCIPAL, "deactivated or deleted")
        .isInstanceOfSatisfying(
            ApplicationFailure.class, failure -> assertThat(failure.isNonRetryable()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(ints = {-60, 60})
  void aTokenIsKeptAsLongAsTheWorkspaceSaysWhateverTheClock(int skew) {
    answer(okJson(GIVEN));
    var clock = new TestClock(Instant.now().plusSeconds(skew));
    var skewed =
        new CredentialBroker(TestWorkspace.at(databricks.baseUrl(), folder), receipts::add, clock);

    skewed.token(ACCESS);
    clock.pass(Duration.ofMinutes(54));
    skewed.token(ACCESS);
    databricks.verify(1, postRequestedFor(urlEqualTo(EXCHANGE)));
    clock.pass(Duration.ofMinutes(1));
    skewed.token(ACCESS);
    databricks.verify(2, postRequestedFor(urlEqualTo(EXCHANGE)));
  }

  @Test
  void aTokenThatTheServerEchoesIsNotRepeated() {
    answer(
        aResponse()
            .withStatus(400)
            .withBody("{\"error_description\": \"bad token " + subjectToken + "\"}"));

    fails("ACCESS_DENIED").message().contains("[redacted]").doesNotContain(subjectToken);
  }

  @Test
  void aHostThatExchangesNothingIsPointedOut() {
    answer(aResponse().withStatus(404));

    fails("NOT_FOUND").hasMessageContaining("Check the host of workspace 'prod'");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void aBusyWorkspaceIsAskedAgain(int status) {
    answer(aResponse().withStatus(status));

    fails("UNAVAILABLE").hasMessageContaining("HTTP " + status);
  }

  @Test
  void theWorkspaceMaySayWhenToAskAgain() {
    answer(aResponse().withStatus(429).withHeader("Retry-After", "23"));

    fails("UNAVAILABLE")
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(23)));
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenConnectionIsTriedAgain(Fault fault) {
    answer(aResponse().withFault(fault));

    fails("UNAVAILABLE");
  }

  @Test
  void aRedirectIsNotFollowedWithTheToken() {
    answer(aResponse().withStatus(302).withHeader("Location", databricks.baseUrl() + "/other"));

    fails("ACCESS_DENIED").hasMessageContaining("HTTP 302");
    databricks.verify(0, postRequestedFor(urlEqualTo("/other")));
  }

  @Test
  void anAnswerWithoutATokenIsNone() {
    answer(okJson("{}"));

    fails("UNAVAILABLE");
  }

  private void answer(ResponseDefinitionBuilder response) {
    databricks.stubFor(post(EXCHANGE).willReturn(response));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> fails(String type) {
    return assertThatThrownBy(() -> broker.token(ACCESS))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(type);
              assertThat(failure.getCause()).as("causes would travel").isNull();
              assertThat(failure.toString()).doesNotContain(subjectToken);
            });
  }
}
