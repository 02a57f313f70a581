package dev.mlharness.activities.rotation;

import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.FakeWorkspace;
import dev.mlharness.activities.credentials.Receipts;
import dev.mlharness.activities.credentials.cloud.AwsSessions;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.secret.RotationPlan;
import dev.mlharness.secret.SecretChange;
import dev.mlharness.secret.SecretChange.Step;
import dev.mlharness.secret.SecretSummary;
import dev.mlharness.secret.SecretsQuestion;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps, against a workspace that answers what a test wants, and a store in files. */
class SecretRotationTest {
  private static final String PRINCIPAL = "00000000-0000-4000-8000-000000000002";
  private static final String SECRETS =
      "/api/2.0/accounts/servicePrincipals/4711/credentials/secrets";

  @TempDir private Path folder;
  private FakeWorkspace workspace;
  private ManagedSecret secret;
  private SecretStore store;
  private SecretRotation rotation;

  @BeforeEach
  void start() {
    workspace = new FakeWorkspace(RegistryKind.UNITY_CATALOG, Duration.ofSeconds(5));
    StorePlace.InFile place = new StorePlace.InFile(folder.resolve("bi"));
    secret =
        new ManagedSecret(
            "bi", FakeWorkspace.ACCESS, PRINCIPAL, place, Duration.ofHours(1), Duration.ofDays(90));
    store = new SlottedStore(new FileSlots(place.path()));
    rotation =
        new SecretRotation(
            new ManagedSecrets(List.of(secret)),
            workspace.workspaces(),
            workspace.clients(),
            new AwsSessions(workspace.workspaces(), Receipts.logged()));
    workspace
        .server()
        .stubFor(
            get(urlPathEqualTo("/api/2.0/preview/scim/v2/ServicePrincipals"))
                .willReturn(
                    okJson(
                        "{\"totalResults\":1,\"itemsPerPage\":1,\"startIndex\":1,\"Resources\":[{\"id\":\"4711\",\"applicationId\":\""
                            + PRINCIPAL
                            + "\"}]}")));
    workspace
        .server()
        .stubFor(
            post(urlPathEqualTo(SECRETS))
                .willReturn(okJson("{\"id\":\"new\",\"secret\":\"value-new\"}")));
    workspace.server().stubFor(delete(urlPathMatching(SECRETS + "/.*")).willReturn(okJson("{}")));
    there("old");
  }

  @AfterEach
  void stop() throws IOException {
    workspace.close();
  }

  private void there(String... ids) {
    String infos =
        Arrays.stream(ids)
            .map(id -> "{\"id\":\"%s\",\"create_time\":\"2026-01-02T03:04:05Z\"}".formatted(id))
            .collect(Collectors.joining(","));
    workspace
        .server()
        .stubFor(get(urlPathEqualTo(SECRETS)).willReturn(okJson("{\"secrets\":[" + infos + "]}")));
  }

  private void logsIn(String name) {
    workspace
        .server()
        .stubFor(
            get(urlPathEqualTo("/api/2.0/preview/scim/v2/Me"))
                .willReturn(okJson("{\"userName\":\"" + name + "\"}")));
  }

  private void holding(String id) {
    store.keep(new StoredSecret(id, "value-" + id));
    store.promote(id);
  }

  private String issue(int attempt, String... before) {
    return new Issuing(secret, new PrincipalSecrets(workspace.clients(), secret), store)
        .issue(List.of(before), attempt);
  }

  private void deleted(int times, String id) {
    workspace.server().verify(times, deleteRequestedFor(urlPathEqualTo(SECRETS + "/" + id)));
  }

  private static SecretChange change(Step step, @Nullable String fresh, String... before) {
    return new SecretChange(
        step, FakeWorkspace.ACCESS, "bi", PRINCIPAL, List.of(before), List.of(before), fresh);
  }

  @Test
  void thePlanNamesTheSecretInTheStoreAsTheFormerOne() {
    holding("old");
    there("old", "another");

    RotationPlan plan = rotation.plan("bi");

    assertThat(plan.former()).containsExactly("old");
    assertThat(plan.others()).containsExactly("another");
    assertThat(plan.overlap()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void theOnlySecretThatWasPutThereByHandIsTheFormerOneIfItLogsIn() throws IOException {
    Files.writeString(folder.resolve("bi"), "value-old");
    logsIn(PRINCIPAL);
    assertThat(rotation.plan("bi").former()).containsExactly("old");

    there("old", "another");
    assertThat(rotation.plan("bi").former()).isEmpty();
  }

  @Test
  void fiveSecretsLeaveNoRoomForAnother() {
    there("1", "2", "3", "4", "5");
    assertThatThrownBy(() -> rotation.plan("bi"))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("has 5 secrets, and Databricks allows no more than 5")
        .hasMessageContaining("1 (made 2026-01-02T03:04:05Z)")
        .extracting(failure -> ((ApplicationFailure) failure).getType())
        .isEqualTo(FailureType.HELD.name());
  }

  @Test
  void aSecretThatIsNotConfiguredIsNamedWithThoseThatAre() {
    assertThatThrownBy(() -> rotation.plan("bo")).hasMessageContaining("Known: bi.");
  }

  @Test
  void aNewSecretIsHandedToTheStoreBeforeItsIdIsTold() {
    assertThat(issue(1, "old")).isEqualTo("new");
    assertThat(store.pending()).map(StoredSecret::id).contains("new");
  }

  @Test
  void aTryThatDiedAfterTheHandOverIsNotRepeated() {
    store.keep(new StoredSecret("first", "value-first"));
    there("old", "first");

    assertThat(issue(2, "old")).isEqualTo("first");
    deleted(0, "first");
  }

  @Test
  void anOrphanOfATryThatDiedBeforeTheHandOverIsDeletedFirst() {
    there("old", "orphan");

    assertThat(issue(2, "old")).isEqualTo("new");
    deleted(1, "orphan");
    deleted(0, "old");
  }

  @Test
  void whatSomebodyElseMakesMeanwhileIsNotTakenForAnOrphan() {
    there("old", "theirs");
    assertThatThrownBy(() -> issue(1, "old")).hasMessageContaining("at the same time: theirs");
    there("old", "theirs", "orphan");
    assertThatThrownBy(() -> issue(2, "old")).hasMessageContaining("None was deleted");
    deleted(0, "theirs");
  }

  @Test
  void whatATerminatedRotationHasLeftIsDeleted() {
    holding("old");
    store.keep(new StoredSecret("leftover", "value-leftover"));
    there("old", "leftover");

    assertThat(issue(1, "old", "leftover")).isEqualTo("new");
    deleted(1, "leftover");
    assertThat(store.pending()).map(StoredSecret::id).contains("new");
  }

  @Test
  void aSecretIsProvenByALoginAsItsPrincipal() {
    store.keep(new StoredSecret("new", "value-new"));
    logsIn(PRINCIPAL);
    rotation.prove(change(Step.PROMOTE, "new", "old"));

    logsIn("somebody-else");
    assertThatThrownBy(() -> rotation.prove(change(Step.PROMOTE, "new", "old")))
        .hasMessageContaining("as somebody-else");
  }

  @Test
  void aSecretThatIsRefusedIsTriedAgainAndNotShown() {
    store.keep(new StoredSecret("new", "value-new"));
    workspace
        .server()
        .stubFor(
            post(urlPathEqualTo("/oidc/v1/token"))
                .withBasicAuth(PRINCIPAL, "value-new")
                .willReturn(okJson("{\"error\":\"invalid_client\"}").withStatus(401)));
    assertThatThrownBy(() -> rotation.prove(change(Step.PROMOTE, "new", "old")))
        .hasMessageContaining("Secret new does not open workspace 'dev'")
        .hasMessageNotContaining("value-new")
        .extracting(failure -> ((ApplicationFailure) failure).getType())
        .isEqualTo(FailureType.UNAVAILABLE.name());
  }

  @Test
  void theFormerSecretIsRevokedWhileReadersFindTheNewOne() {
    holding("old");
    holding("new");
    rotation.revoke(change(Step.REVOKE, "new", "old"));
    deleted(1, "old");
    assertThat(store.previous()).isEmpty();
  }

  @Test
  void theFormerSecretStaysWhileReadersFindSomethingElse() {
    holding("old");
    assertThatThrownBy(() -> rotation.revoke(change(Step.REVOKE, "new", "old")))
        .hasMessageContaining("does not hold secret new");
    deleted(0, "old");
  }

  @Test
  void aNewSecretIsDiscardedKnownOrNot() {
    holding("old");
    store.keep(new StoredSecret("new", "value-new"));
    there("old", "new");
    rotation.discard(change(Step.DISCARD, null, "old"));
    deleted(1, "new");
    assertThat(store.pending()).isEmpty();

    there("old", "orphan");
    rotation.discard(change(Step.DISCARD, null, "old"));
    deleted(1, "orphan");
    deleted(0, "old");
  }

  @Test
  void aNewSecretThatReadersFindIsNotDiscarded() {
    holding("new");
    there("old", "new");
    assertThatThrownBy(() -> rotation.discard(change(Step.DISCARD, "new", "old")))
        .hasMessageContaining("is in use");
    deleted(0, "new");
  }

  @Test
  void theListSaysWhatIsCurrentAndHowOldItIs() {
    holding("old");
    assertThat(rotation.list(new SecretsQuestion(null)))
        .singleElement()
        .returns("old", SecretSummary::current)
        .returns(1, SecretSummary::secrets)
        .satisfies(summary -> assertThat(summary.created()).isNotNull());
  }
}
