package dev.mlharness.activities.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.activities.TestIdentity;
import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.credentials.cloud.AwsSessions;
import dev.mlharness.activities.credentials.cloud.CloudProbe;
import dev.mlharness.activities.credentials.cloud.CloudTokens;
import dev.mlharness.activities.databricks.FakeWorkspace;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.workspace.AwsIdentity;
import dev.mlharness.activities.workspace.CloudIdentities;
import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.RunPermissions;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.identity.IdentityQuestion;
import dev.mlharness.identity.IdentityReport;
import dev.mlharness.identity.IdentityReport.Chain;
import dev.mlharness.identity.IdentityReport.Link;
import dev.mlharness.identity.IdentityReport.State;
import dev.mlharness.identity.TrustPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ChainCheckTest {
  private static final String ME = "/api/2.0/preview/scim/v2/Me";

  @RegisterExtension final FakeWorkspace workspace = FakeWorkspace.start();

  @TempDir Path folder;

  @BeforeEach
  void principal() {
    workspace.stubFor(
        get(urlPathEqualTo(ME))
            .willReturn(okJson("{\"userName\": \"" + TestWorkspace.PRINCIPAL + "\"}")));
  }

  @Test
  void aChainThatHoldsEndsAtThePrincipal() {
    Chain chain = walk(URI.create(TestIdentity.ISSUER), null);

    assertThat(chain.holds()).isTrue();
    assertThat(chain.links())
        .extracting(Link::name)
        .containsExactly("issuer", "subject token", "audience", "exchange", "me");
    assertThat(chain.policy())
        .isEqualTo(
            new TrustPolicy(
                TestIdentity.ISSUER, TestIdentity.SUBJECT, List.of(TestIdentity.AUDIENCE)));
  }

  @Test
  void anIssuerThatCannotBeSeenFromHereBreaksNothing() {
    Chain chain = walk(URI.create(TestIdentity.ISSUER), null);

    assertThat(chain.links().get(0).state()).isEqualTo(State.UNSURE);
    assertThat(chain.links().get(0).mend()).contains("jwks_json");
  }

  @Test
  void aMissingTokenBreaksTheChainThere() throws IOException {
    Workspaces plain = workspace.workspaces(folder);
    Files.delete(folder.resolve("token"));

    Chain chain = walk(plain);

    assertThat(last(chain).name()).isEqualTo("subject token");
    assertThat(chain.policy().subject()).isNull();
  }

  @Test
  void aTokenOfAnotherIssuerIsNamed() {
    Chain chain = walk(URI.create("https://other.example.com"), null);

    assertThat(last(chain).what()).contains(TestIdentity.ISSUER, "https://other.example.com");
  }

  @Test
  void aTokenForSomebodyElseBreaksTheAudience() {
    Chain chain = walk(URI.create(TestIdentity.ISSUER), "somebody-else");

    assertThat(last(chain).name()).isEqualTo("audience");
    assertThat(last(chain).what()).contains(TestIdentity.AUDIENCE, "somebody-else");
  }

  @Test
  void aRefusedExchangeSaysHowToCreateThePolicy() {
    workspace.stubFor(
        post(FakeWorkspace.EXCHANGE)
            .atPriority(1)
            .willReturn(aResponse().withStatus(400).withBody("{\"error\": \"invalid_grant\"}")));

    Chain chain = walk(URI.create(TestIdentity.ISSUER), null);

    assertThat(last(chain).name()).isEqualTo("exchange");
    assertThat(last(chain).mend())
        .contains(
            "\"subject\":\"" + TestIdentity.SUBJECT + "\"",
            "identity link --workspace prod --role trainer --apply");
  }

  @Test
  void aTokenOfAnotherPrincipalIsNamed() {
    workspace.stubFor(
        get(urlPathEqualTo(ME)).atPriority(1).willReturn(okJson("{\"userName\": \"other\"}")));

    assertThat(last(walk(URI.create(TestIdentity.ISSUER), null)).what())
        .contains("other", TestWorkspace.PRINCIPAL);
  }

  @Test
  void aCloudThatDoesNotTrustThisWorkerIsALinkOfItsOwn() {
    workspace.stubFor(
        post("/aws/")
            .willReturn(
                aResponse()
                    .withStatus(403)
                    .withBody(
                        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>")));
    Workspace plain = workspace.workspaces(folder).named("prod");
    var aws =
        new AwsIdentity(
            "arn:aws:iam::123456789012:role/trainer",
            "eu-central-1",
            null,
            plain.host().resolve("/aws/"));
    var role =
        new Role(
            "trainer",
            TestWorkspace.PRINCIPAL,
            null,
            null,
            null,
            new CloudIdentities(aws, null, null),
            Set.of(),
            RunPermissions.NONE);
    var identity = new Identity(URI.create(TestIdentity.ISSUER), plain.identity().tokens(), null);
    var changed = new Workspace("prod", plain.host(), plain.registry(), identity, List.of(role));

    Chain chain = walk(new Workspaces(List.of(changed), "prod"));

    assertThat(chain.links())
        .filteredOn(link -> link.name().equals("me"))
        .singleElement()
        .matches(link -> link.state() == IdentityReport.State.HOLDS);
    assertThat(last(chain).name()).isEqualTo("AWS");
    assertThat(last(chain).what())
        .contains(
            "arn:aws:iam::123456789012:oidc-provider/idp.example.com",
            "\"idp.example.com:sub\":\"" + TestIdentity.SUBJECT + "\"");
  }

  private static Link last(Chain chain) {
    assertThat(chain.holds()).isFalse();
    return chain.links().get(chain.links().size() - 1);
  }

  private Chain walk(URI issuer, @Nullable String audience) {
    Workspace plain = workspace.workspaces(folder).named("prod");
    var identity = new Identity(issuer, plain.identity().tokens(), audience);
    var changed =
        new Workspace(
            "prod", plain.host(), plain.registry(), identity, List.of(TestWorkspace.ROLE));
    return walk(new Workspaces(List.of(changed), "prod"));
  }

  private static Chain walk(Workspaces workspaces) {
    var broker = new CredentialBroker(workspaces);
    var clouds =
        new CloudProbe(
            new AwsSessions(workspaces, receipt -> {}), new CloudTokens(workspaces, receipt -> {}));
    var check =
        new ChainCheck(workspaces, broker, new WorkspaceClients(workspaces, broker), clouds);
    return check.check(new IdentityQuestion(null, "trainer")).chains().get(0);
  }
}
