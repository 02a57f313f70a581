package dev.mlharness.activities.credentials;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.mlharness.activities.TestIdentity;
import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.SubjectTokens;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each platform answers as its documentation records it. */
class PlatformSourcesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String TOKEN = TestIdentity.token(NOW.plusSeconds(300));

  @RegisterExtension
  static final WireMockExtension platform =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort())
          .build();

  private final Map<String, String> environment = new HashMap<>();

  @Test
  void aJobOfGitHubActionsAsksItsRunnerForTheAudience() {
    environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", platform.baseUrl() + "/idtoken?api-version=2");
    environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "of-the-job");
    platform.stubFor(
        get(urlPathEqualTo("/idtoken"))
            .withQueryParam("api-version", equalTo("2"))
            .withQueryParam("audience", equalTo("ml harness"))
            .withHeader("Authorization", equalTo("Bearer of-the-job"))
            .willReturn(okJson("{\"count\": 1, \"value\": \"" + TOKEN + "\"}")));

    SecretToken token = fetch(new SubjectTokens.GitHubActions(), "ml harness");

    assertThat(token.reveal()).isEqualTo(TOKEN);
    assertThat(token.expiry()).isEqualTo(NOW.plusSeconds(300));
  }

  @Test
  void aJobWithoutTheRightToATokenIsToldHowToGetIt() {
    fails(new SubjectTokens.GitHubActions(), "HELD", "id-token: write");
  }

  @Test
  void anAppOnAzureAsksItsOwnEndpoint() {
    environment.put("IDENTITY_ENDPOINT", platform.baseUrl() + "/msi/token");
    environment.put("IDENTITY_HEADER", "of-the-app");
    platform.stubFor(
        get(urlPathEqualTo("/msi/token"))
            .withQueryParam("api-version", equalTo("2019-08-01"))
            .withQueryParam("resource", equalTo("api://AzureADTokenExchange"))
            .withQueryParam("client_id", equalTo("id-1"))
            .withHeader("X-IDENTITY-HEADER", equalTo("of-the-app"))
            .willReturn(okJson("{\"access_token\": \"" + TOKEN + "\", \"expires_on\": \"1\"}")));

    SecretToken token = fetch(new SubjectTokens.AzureManagedIdentity("id-1"), null);

    assertThat(token.reveal()).isEqualTo(TOKEN);
  }

  @Test
  void aMachineOnAzureAsksItsMetadataService() {
    environment.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", platform.baseUrl());
    platform.stubFor(
        get(urlPathEqualTo("/metadata/identity/oauth2/token"))
            .withQueryParam("api-version", equalTo("2018-02-01"))
            .withQueryParam("resource", equalTo("api://ml"))
            .withHeader("Metadata", equalTo("true"))
            .willReturn(okJson("{\"access_token\": \"" + TOKEN + "\"}")));

    SecretToken token = fetch(new SubjectTokens.AzureManagedIdentity(null), "api://ml");

    assertThat(token.reveal()).isEqualTo(TOKEN);
  }

  @Test
  void aMachineWithoutAManagedIdentityIsToldToAssignOne() {
    environment.put("IDENTITY_ENDPOINT", platform.baseUrl() + "/none");
    platform.stubFor(
        get(urlPathEqualTo("/none"))
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody(
                        "{\"error\": \"invalid_request\", \"error_description\": \"Identity not found\"}")));

    fails(new SubjectTokens.AzureManagedIdentity(null), "HELD", "Assign a managed identity");
  }

  @Test
  void theMetadataServerOfGoogleGivesATokenForTheAudience() {
    environment.put("GCE_METADATA_HOST", platform.baseUrl().replace("http://", ""));
    platform.stubFor(
        get(urlPathEqualTo("/computeMetadata/v1/instance/service-accounts/default/identity"))
            .withQueryParam("audience", equalTo("https://dbc-1.cloud.databricks.com"))
            .withQueryParam("format", equalTo("full"))
            .withHeader("Metadata-Flavor", equalTo("Google"))
            .willReturn(ok(TOKEN)));

    SecretToken token =
        fetch(new SubjectTokens.GoogleMetadata(), "https://dbc-1.cloud.databricks.com");

    assertThat(token.reveal()).isEqualTo(TOKEN);
  }

  @Test
  void aPlatformThatIsBusyIsAskedAgain() {
    environment.put("GCE_METADATA_HOST", platform.baseUrl().replace("http://", ""));
    platform.stubFor(
        get(urlPathEqualTo("/computeMetadata/v1/instance/service-accounts/default/identity"))
            .willReturn(aResponse().withStatus(503)));

    fails(new SubjectTokens.GoogleMetadata(), "UNAVAILABLE", "HTTP 503");
  }

  @Test
  void aPodOnAwsReadsTheFileThatItsVariableNames(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), TOKEN);
    environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", file.toString());

    assertThat(fetch(new SubjectTokens.AwsWebIdentity(), null).reveal()).isEqualTo(TOKEN);
  }

  @Test
  void aPodWithoutAWebIdentityIsToldHowToGetOne() {
    fails(new SubjectTokens.AwsWebIdentity(), "HELD", "eks.amazonaws.com/role-arn");
  }

  private SecretToken fetch(SubjectTokens tokens, @Nullable String audience) {
    var identity = new Identity(URI.create(TestIdentity.ISSUER), tokens, audience);
    var surroundings =
        new Surroundings(
            environment::get,
            new TokenEndpoint(Duration.ofSeconds(5)),
            Clock.fixed(NOW, ZoneOffset.UTC));
    return SubjectTokenSource.ofPlatform(identity, surroundings).fetch();
  }

  private void fails(SubjectTokens tokens, String type, String advice) {
    assertThatThrownBy(() -> fetch(tokens, "ml-harness"))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(type);
              assertThat(failure.getOriginalMessage()).contains(advice);
            });
  }
}
