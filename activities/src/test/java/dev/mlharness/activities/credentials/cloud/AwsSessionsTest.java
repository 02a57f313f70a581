package dev.mlharness.activities.credentials.cloud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.mlharness.activities.TestWorkspace.ACCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.TestClock;
import dev.mlharness.activities.TestIdentity;
import dev.mlharness.activities.credentials.Receipt;
import dev.mlharness.activities.credentials.Receipts;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

class AwsSessionsTest {
  private static final SessionName NAME = SessionName.of("fraud-7", "resolve");

  @RegisterExtension
  static final WireMockExtension sts =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort())
          .build();

  @TempDir Path folder;
  private final TestClock clock = new TestClock(Instant.now());
  private final List<Receipt> receipts = new ArrayList<>();

  @Test
  void theExchangeNamesRolePipelineAndStageAndAsksForMinutes() throws IOException {
    answerWithASession();

    assertThat(credentials(receipts::add).resolveCredentials().accessKeyId()).isEqualTo("ASIAKEY");

    sts.verify(
        postRequestedFor(urlEqualTo("/"))
            .withRequestBody(containing("Action=AssumeRoleWithWebIdentity"))
            .withRequestBody(containing("RoleSessionName=fraud-7.resolve"))
            .withRequestBody(containing("DurationSeconds=900"))
            .withRequestBody(containing("Policy=%7B"))
            .withRequestBody(
                containing("WebIdentityToken=" + Files.readString(folder.resolve("token"))))
            .withoutHeader("Authorization"));
  }

  @Test
  void itIsKeptAndRenewedBeforeItExpires() {
    answerWithASession();
    AwsCredentialsProvider provider = credentials(receipts::add);

    provider.resolveCredentials();
    clock.pass(Duration.ofMinutes(9));
    provider.resolveCredentials();
    assertThat(receipts).hasSize(1);
    clock.pass(Duration.ofMinutes(2));
    provider.resolveCredentials();
    assertThat(receipts).hasSize(2);
  }

  @Test
  void theReceiptSaysWhatAsWhomAndUntilWhen() {
    answerWithASession();
    credentials(receipts::add).resolveCredentials();

    assertThat(receipts)
        .singleElement()
        .satisfies(
            receipt -> {
              assertThat(receipt.opens()).isEqualTo("aws");
              assertThat(receipt.subject()).isEqualTo(TestIdentity.SUBJECT);
              assertThat(receipt.servicePrincipal())
                  .isEqualTo("arn:aws:sts::123456789012:assumed-role/trainer/fraud-7.resolve");
              assertThat(receipt.toString()).doesNotContain("ASIAKEY", "SECRET", "SESSION");
            });
  }

  @Test
  void withoutAReceiptNobodyGetsIt() {
    answerWithASession();
    AwsCredentialsProvider provider =
        credentials(
            receipt -> {
              throw new IllegalStateException("the store is down");
            });

    assertThatThrownBy(provider::resolveCredentials).hasMessage("the store is down");
  }

  @Test
  void aRoleThatDoesNotTrustThisWorkerIsNamedWithTheTrustPolicyToGiveIt() {
    refuse(403, "AccessDenied");

    assertThatThrownBy(credentials(receipts::add)::resolveCredentials)
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContainingAll(
            CloudWorkspace.ROLE_ARN,
            "\"Federated\":\"arn:aws:iam::123456789012:oidc-provider/idp.example.com\"",
            "\"idp.example.com:sub\":\"" + TestIdentity.SUBJECT + "\"",
            "\"idp.example.com:aud\":\"" + TestIdentity.AUDIENCE + "\"");
  }

  @Test
  void anUnknownIssuerIsNamedWithTheProviderToCreate() {
    refuse(400, "InvalidIdentityToken");

    assertThatThrownBy(credentials(receipts::add)::resolveCredentials)
        .hasMessageContaining(
            "aws iam create-open-id-connect-provider --url https://idp.example.com --client-id-list ml-harness");
  }

  @Test
  void whatPassesByItselfIsTriedAgain() {
    refuse(503, "ServiceUnavailable");

    assertThatThrownBy(credentials(receipts::add)::resolveCredentials)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name()));
  }

  @Test
  void anAnswerThatEchoesTheTokenIsNotPassedOn() throws IOException {
    AwsCredentialsProvider provider = credentials(receipts::add);
    String token = Files.readString(folder.resolve("token"));
    refuse(403, "AccessDenied", "what is " + token);

    assertThatThrownBy(provider::resolveCredentials)
        .hasMessageContaining("what is [redacted]")
        .hasMessageNotContaining(token);
  }

  private AwsCredentialsProvider credentials(Receipts kept) {
    return new AwsSessions(CloudWorkspace.at(sts.baseUrl(), folder), kept, clock)
        .credentials(ACCESS, SessionPolicy.nothing(), NAME);
  }

  private void answerWithASession() {
    sts.stubFor(
        post("/")
            .willReturn(
                ok(
                    """
                    <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult>
                    <Credentials><AccessKeyId>ASIAKEY</AccessKeyId>
                    <SecretAccessKey>SECRET</SecretAccessKey><SessionToken>SESSION</SessionToken>
                    <Expiration>%s</Expiration></Credentials>
                    <AssumedRoleUser><AssumedRoleId>AROA:fraud-7.resolve</AssumedRoleId>
                    <Arn>arn:aws:sts::123456789012:assumed-role/trainer/fraud-7.resolve</Arn>
                    </AssumedRoleUser>
                    </AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"""
                        .formatted(clock.instant().plus(Duration.ofMinutes(15))))));
  }

  private void refuse(int status, String code) {
    refuse(status, code, "no");
  }

  private void refuse(int status, String code, String message) {
    sts.stubFor(
        post("/")
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withBody(
                        "<ErrorResponse><Error><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                            .formatted(code, message))));
  }
}
