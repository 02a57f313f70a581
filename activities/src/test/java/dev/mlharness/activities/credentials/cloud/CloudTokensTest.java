package dev.mlharness.activities.credentials.cloud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static dev.mlharness.activities.TestWorkspace.ACCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.mlharness.activities.TestIdentity;
import dev.mlharness.activities.credentials.Receipt;
import dev.mlharness.activities.credentials.cloud.CloudLocation.Gcs;
import dev.mlharness.activities.workspace.Workspaces;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Against the requests and answers that Google and Microsoft document. */
class CloudTokensTest {
  private static final SessionName NAME = SessionName.of("fraud-7", "resolve");
  private static final String STS = "/v1/token";
  private static final String IMPERSONATE =
      "/v1/projects/-/serviceAccounts/" + CloudWorkspace.ACCOUNT + ":generateAccessToken";
  private static final String ENTRA = "/" + CloudWorkspace.TENANT + "/oauth2/v2.0/token";

  @RegisterExtension
  static final WireMockExtension clouds =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort())
          .build();

  @TempDir Path folder;
  private final Instant expiry =
      Instant.now().plus(Duration.ofMinutes(15)).truncatedTo(ChronoUnit.SECONDS);
  private final List<Receipt> receipts = new ArrayList<>();

  @BeforeEach
  void asDocumented() {
    clouds.stubFor(
        post(STS)
            .withFormParam("grant_type", equalTo("urn:ietf:params:oauth:grant-type:token-exchange"))
            .withFormParam("audience", equalTo("//iam.googleapis.com/" + CloudWorkspace.PROVIDER))
            .withFormParam("subject_token_type", equalTo("urn:ietf:params:oauth:token-type:jwt"))
            .withFormParam("subject_token", containing("eyJ"))
            .willReturn(
                okJson(
                    """
                    {"access_token": "federated", "token_type": "Bearer", "expires_in": 3599,
                     "issued_token_type": "urn:ietf:params:oauth:token-type:access_token"}""")));
    clouds.stubFor(
        post(IMPERSONATE)
            .withHeader("Authorization", equalTo("Bearer federated"))
            .withRequestBody(
                equalToJson(
                    """
                    {"scope": ["https://www.googleapis.com/auth/cloud-platform"],
                     "lifetime": "900s"}"""))
            .willReturn(
                okJson(
                    "{\"accessToken\": \"impersonated\", \"expireTime\": \"%s\"}"
                        .formatted(expiry))));
    clouds.stubFor(
        post(STS)
            .withFormParam("subject_token", equalTo("impersonated"))
            .withFormParam(
                "subject_token_type", equalTo("urn:ietf:params:oauth:token-type:access_token"))
            .withFormParam("options", containing("accessBoundaryRules"))
            .willReturn(okJson("{\"access_token\": \"downscoped\", \"token_type\": \"Bearer\"}")));
    clouds.stubFor(
        post(ENTRA)
            .withFormParam("grant_type", equalTo("client_credentials"))
            .withFormParam("client_id", equalTo(CloudWorkspace.CLIENT))
            .withFormParam("scope", equalTo("https://storage.azure.com/.default"))
            .withFormParam(
                "client_assertion_type",
                equalTo("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))
            .withFormParam("client_assertion", containing("eyJ"))
            .willReturn(okJson("{\"access_token\": \"entra\", \"expires_in\": 3599}")));
  }

  @Test
  void googleExchangesImpersonatesAndNarrows() {
    var token = tokens().google(ACCESS, List.of(new Gcs("lake", "train")), NAME);

    assertThat(token.reveal()).isEqualTo("downscoped");
    assertThat(token.expiry()).isEqualTo(expiry);
    assertThat(receipts)
        .singleElement()
        .satisfies(
            receipt -> {
              assertThat(receipt.opens()).isEqualTo("google");
              assertThat(receipt.servicePrincipal()).isEqualTo(CloudWorkspace.ACCOUNT);
              assertThat(receipt.scopes()).containsExactly("storage.objectViewer gs://lake/train");
            });
  }

  @Test
  void theBoundaryIsOfTheLocations() {
    assertThat(AccessBoundary.listing(List.of(new Gcs("lake", "it's"))).json())
        .contains(
            "\"availableResource\":\"//storage.googleapis.com/projects/_/buckets/lake\"",
            "\"availablePermissions\":[\"inRole:roles/storage.objectViewer\"]",
            "resource.name.startsWith('projects/_/buckets/lake/objects/it\\\\'s')",
            "api.getAttribute('storage.googleapis.com/objectListPrefix', '').startsWith('it\\\\'s')");
  }

  @Test
  void anAccountThatMayNotBeImpersonatedIsNamedWithTheGrant() {
    clouds.stubFor(
        post(IMPERSONATE)
            .willReturn(
                aResponse()
                    .withStatus(403)
                    .withBody(
                        "{\"error\": {\"code\": 403, \"message\": \"denied of federated\"}}")));

    assertThatThrownBy(() -> tokens().google(ACCESS, List.of(), NAME))
        .hasMessageContainingAll(
            "denied of [redacted]",
            "roles/iam.workloadIdentityUser on " + CloudWorkspace.ACCOUNT,
            "workloadIdentityPools/harness/subject/" + TestIdentity.SUBJECT);
  }

  @Test
  void azureTakesTheWorkersTokenForAnAssertion() {
    CloudTokens tokens = tokens();

    assertThat(tokens.azure(ACCESS, NAME).reveal()).isEqualTo("entra");
    assertThat(tokens.azure(ACCESS, NAME).reveal()).isEqualTo("entra");
    assertThat(receipts)
        .as("one exchange")
        .singleElement()
        .extracting(Receipt::opens, Receipt::servicePrincipal)
        .containsExactly("azure", CloudWorkspace.CLIENT);
  }

  @Test
  void aMissingFederatedCredentialIsNamedWithTheCommandThatMakesIt() {
    clouds.stubFor(
        post(ENTRA)
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withBody(
                        "{\"error\": \"invalid_client\", \"error_description\": \"AADSTS700213\"}")));

    assertThatThrownBy(() -> tokens().azure(ACCESS, NAME))
        .hasMessageContainingAll(
            "AADSTS700213",
            "az ad app federated-credential create --id " + CloudWorkspace.CLIENT,
            "\"subject\":\"" + TestIdentity.SUBJECT + "\"");
  }

  private CloudTokens tokens() {
    Workspaces workspaces = CloudWorkspace.at(clouds.baseUrl(), folder);
    URI address = URI.create(clouds.baseUrl());
    return new CloudTokens(
        workspaces, receipts::add, new GoogleEndpoints(address, address), Clock.systemUTC());
  }
}
