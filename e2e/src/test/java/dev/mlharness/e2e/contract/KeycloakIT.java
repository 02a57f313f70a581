package dev.mlharness.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.mlharness.access.Access;
import dev.mlharness.activities.admission.People;
import dev.mlharness.activities.admission.PeopleIssuer;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.credentials.cloud.AwsSessions;
import dev.mlharness.activities.credentials.cloud.CloudProbe;
import dev.mlharness.activities.credentials.cloud.CloudTokens;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.identity.ChainCheck;
import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.SubjectTokens.ClientCredentials;
import dev.mlharness.activities.workspace.SubjectTokens.ClientKey;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.e2e.contract.TokenDoor.Answer;
import dev.mlharness.identity.IdentityQuestion;
import dev.mlharness.identity.IdentityReport.Chain;
import dev.mlharness.identity.IdentityReport.Link;
import dev.mlharness.identity.IdentityReport.State;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real identity provider, for workers and for people. */
class KeycloakIT {
  private static final String WORKSPACE = "dev";
  private static final Access ACCESS = new Access(WORKSPACE, RealWorkspaces.ROLE);
  @RegisterExtension static final RealMlflow MLFLOW = new RealMlflow();
  @RegisterExtension static final RealSandbox SANDBOX = new RealSandbox(MLFLOW);

  @TempDir private static Path folder;
  private static Keycloak keycloak;
  private static RealWorker worker;
  private static ClientKey bySecret;
  private static ClientKey byKey;

  @BeforeAll
  static void start() throws Exception {
    ECKey key =
        new ECKeyGenerator(Curve.P_256)
            .keyID("worker")
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(JWSAlgorithm.ES256)
            .generate();
    keycloak = Keycloak.start(new JWKSet(key.toPublicJWK()).toString());
    worker = RealWorker.start(keycloak.issuer());
    bySecret =
        new ClientKey.SecretFile(Files.writeString(folder.resolve("secret"), keycloak.secret()));
    String pem =
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(key.toPrivateKey().getEncoded()));
    byKey =
        new ClientKey.PrivateKeyFile(Files.writeString(folder.resolve("key.pem"), pem), "worker");
  }

  @AfterAll
  static void stop() {
    if (worker != null) {
      worker.close();
    }
    if (keycloak != null) {
      keycloak.close();
    }
  }

  @Test
  void aWorkerWithASecretHasAChainThatHoldsOnceThePolicyThatItPrintsIsThere() {
    holdsWithThePolicy("worker-by-secret", bySecret);
  }

  @Test
  void aWorkerWithAPrivateKeyHasAChainThatHoldsOnceThePolicyThatItPrintsIsThere() {
    holdsWithThePolicy("worker-by-key", byKey);
  }

  private static void holdsWithThePolicy(String client, ClientKey key) {
    Workspaces workspaces = workspaces(client, key);
    Chain before = chain(workspaces);
    assertThat(before.links()).as("%s", before.links()).last().returns("exchange", Link::name);
    assertThat(before.links()).last().returns(State.BROKEN, Link::state);

    trust(client, before);

    assertThat(chain(workspaces).links())
        .extracting(Link::name)
        .containsExactly("issuer", "subject token", "audience", "exchange", "me");
    assertThat(chain(workspaces).links()).allMatch(link -> link.state() == State.HOLDS);
  }

  @Test
  void peopleGetTheirStartsSignedByWhatTheirGroupsMayUse() {
    assertThat(desk(keycloak.signIn("ann", "people"))).isEqualTo(Answer.LET_IN);
    assertThat(desk(keycloak.signIn("bob", "people")))
        .as("in another group")
        .isEqualTo(Answer.REFUSED);
    assertThat(desk(keycloak.signIn("ann", "another-application")))
        .as("a token for another application")
        .isEqualTo(Answer.REFUSED);
  }

  @Test
  void signingKeysThatChangeAreFollowedByWorkersAndPeople() throws Exception {
    Workspaces workspaces = workspaces("worker-in-change", bySecret);
    CredentialBroker broker = new CredentialBroker(workspaces);
    trust("worker-in-change", chain(workspaces));
    broker.token(ACCESS);
    String before = keycloak.signIn("ann", "people");
    assertThat(desk(before)).isEqualTo(Answer.LET_IN);

    keycloak.newSigningKey();
    String after = keycloak.signIn("ann", "people");
    assertThat(keyOf(after)).isNotEqualTo(keyOf(before));
    broker.invalidate(ACCESS);
    assertThat(broker.token(ACCESS).reveal()).isNotBlank();
    assertThat(desk(after)).isEqualTo(Answer.LET_IN);
    assertThat(desk(before)).as("its key is still published").isEqualTo(Answer.LET_IN);

    keycloak.withdrawFirstSigningKey();
    broker.invalidate(ACCESS);
    assertThat(broker.token(ACCESS).reveal()).isNotBlank();
    People unaware =
        new People(new PeopleIssuer(keycloak.issuer(), "ml-harness", null, "email", "groups"));
    assertThat(unaware.of(after).groups()).containsExactly("ml-engineers");
    assertThatThrownBy(() -> unaware.of(before))
        .as("its key is published no more")
        .hasMessageContaining("does not prove who you are");
  }

  private static String keyOf(String token) throws Exception {
    return SignedJWT.parse(token).getHeader().getKeyID();
  }

  private static Chain chain(Workspaces workspaces) {
    CredentialBroker broker = new CredentialBroker(workspaces);
    CloudProbe clouds =
        new CloudProbe(
            new AwsSessions(workspaces, receipt -> {}), new CloudTokens(workspaces, receipt -> {}));
    return new ChainCheck(workspaces, broker, new WorkspaceClients(workspaces, broker), clouds)
        .check(new IdentityQuestion(null, null))
        .chains()
        .get(0);
  }

  private static void trust(String policy, Chain chain) {
    SANDBOX.administrator().trust(RealWorkspaces.PRINCIPAL, policy, chain.policy().json());
  }

  private static Workspaces workspaces(String client, ClientKey key) {
    Identity identity =
        new Identity(
            keycloak.issuer(), new ClientCredentials(client, key, null, null), "databricks");
    Role role =
        new Role(RealWorkspaces.ROLE, RealWorkspaces.PRINCIPAL, null, null, Set.of("ml-engineers"));
    URI host = SANDBOX.address();
    return new Workspaces(
        List.of(
            new Workspace(WORKSPACE, host, RegistryKind.UNITY_CATALOG, identity, List.of(role))),
        WORKSPACE);
  }

  private static Answer desk(String token) {
    return HttpDoor.post(
        worker.address().resolve("/v1/starts"),
        Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token),
        WorkerTokenDoor.START);
  }
}
