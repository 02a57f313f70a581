package dev.mlharness.sandbox;

import static dev.mlharness.sandbox.RunningSandbox.TRAINER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.error.platform.BadRequest;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.service.iam.ListServicePrincipalsRequest;
import com.databricks.sdk.service.iam.MeRequest;
import com.databricks.sdk.service.oauth2.CreateServicePrincipalSecretRequest;
import com.databricks.sdk.service.oauth2.CreateServicePrincipalSecretResponse;
import com.databricks.sdk.service.oauth2.DeleteServicePrincipalSecretRequest;
import com.databricks.sdk.service.oauth2.ListServicePrincipalSecretsRequest;
import com.databricks.sdk.service.oauth2.SecretInfo;
import com.databricks.sdk.service.settings.CreateTokenRequest;
import com.databricks.sdk.service.settings.ListTokenManagementRequest;
import com.databricks.sdk.service.settings.TokenInfo;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of service principals and personal tokens, as the unmodified Java SDK sees them. */
class StandingCredentialsTest {

  @TempDir static Path folder;
  private static RunningSandbox sandbox;
  private static WorkspaceClient admin;
  private static String trainerId;

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.in(folder);
    admin = withToken(sandbox.adminToken());
    trainerId = numberOf(TRAINER);
  }

  private static String numberOf(String applicationId) {
    for (var each : admin.servicePrincipals().list(new ListServicePrincipalsRequest())) {
      if (applicationId.equals(each.getApplicationId())) {
        return each.getId();
      }
    }
    throw new AssertionError("No service principal " + applicationId);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @AfterEach
  void leaveNoSecret() {
    secrets().forEach(secret -> delete(secret.getId()));
  }

  private static DatabricksConfig config() {
    return new DatabricksConfig()
        .setHost(sandbox.host())
        .setHttpTimeoutSeconds(10)
        .setDisableRetries(true);
  }

  private static WorkspaceClient withToken(String token) {
    return new WorkspaceClient(config().setAuthType("pat").setToken(token));
  }

  private static String whoHas(String secret) {
    var client =
        new WorkspaceClient(
            config().setAuthType("oauth-m2m").setClientId(TRAINER).setClientSecret(secret));
    return client.currentUser().me(new MeRequest()).getUserName();
  }

  private static CreateServicePrincipalSecretResponse create(String lifetime) {
    return admin
        .servicePrincipalSecretsProxy()
        .create(
            new CreateServicePrincipalSecretRequest()
                .setServicePrincipalId(trainerId)
                .setLifetime(lifetime));
  }

  private static Iterable<SecretInfo> secrets() {
    return admin
        .servicePrincipalSecretsProxy()
        .list(new ListServicePrincipalSecretsRequest().setServicePrincipalId(trainerId));
  }

  private static void delete(String id) {
    admin
        .servicePrincipalSecretsProxy()
        .delete(
            new DeleteServicePrincipalSecretRequest()
                .setServicePrincipalId(trainerId)
                .setSecretId(id));
  }

  @Test
  void aSecretLetsItsPrincipalInUntilItIsDeleted() {
    var old = create("3600s");
    var fresh = create("3600s");
    assertThat(whoHas(old.getSecret())).isEqualTo(TRAINER);
    assertThat(whoHas(fresh.getSecret())).isEqualTo(TRAINER);

    delete(old.getId());

    assertThatThrownBy(() -> whoHas(old.getSecret())).isInstanceOf(DatabricksException.class);
    assertThat(whoHas(fresh.getSecret())).isEqualTo(TRAINER);
  }

  @Test
  void aListOfSecretsShowsNoValue() {
    var made = create("3600s");
    assertThat(secrets()).extracting(each -> each.getId()).containsExactly(made.getId());
    String path =
        "/api/2.0/accounts/any/servicePrincipals/%s/credentials/secrets".formatted(trainerId);
    assertThat(sandbox.send("GET", path, sandbox.adminToken(), "").body())
        .contains(made.getId())
        .doesNotContain(made.getSecret());
  }

  @Test
  void aSixthSecretIsRefused() {
    for (int i = 0; i < 5; i++) {
      create("3600s");
    }
    assertThatThrownBy(() -> create("3600s"))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("5 secrets");
  }

  @Test
  void anExpiredSecretLetsNobodyIn() {
    var made = create("3600s");
    sandbox.send(
        "PATCH",
        "/sandbox/servicePrincipals/%s/secrets/%s".formatted(trainerId, made.getId()),
        sandbox.adminToken(),
        """
        {"create_time": "2020-01-01T00:00:00Z", "expire_time": "2021-01-01T00:00:00Z"}
        """);
    assertThatThrownBy(() -> whoHas(made.getSecret())).isInstanceOf(DatabricksException.class);
    assertThat(secrets()).extracting(each -> each.getStatus()).containsExactly("EXPIRED");
  }

  @Test
  void onlyAdminsMaySeeSecrets() {
    var trainer = sandbox.client(TRAINER);
    assertThatThrownBy(
            () ->
                trainer
                    .servicePrincipalSecretsProxy()
                    .list(new ListServicePrincipalSecretsRequest().setServicePrincipalId(trainerId))
                    .iterator()
                    .hasNext())
        .isInstanceOf(PermissionDenied.class);
  }

  @Test
  void aPersonalTokenWorksIsListedWithItsLastUseAndIsRefusedWhenDeleted() {
    var made = sandbox.client(TRAINER).tokens().create(new CreateTokenRequest().setComment("old"));
    assertThat(listed(made.getTokenInfo().getTokenId()).getLastUsedDay()).isNull();

    var holder = withToken(made.getTokenValue());
    assertThat(holder.currentUser().me(new MeRequest()).getUserName()).isEqualTo(TRAINER);

    TokenInfo used = listed(made.getTokenInfo().getTokenId());
    assertThat(used.getLastUsedDay()).isPositive();
    assertThat(used.getExpiryTime()).isEqualTo(-1);
    assertThat(used.getCreatedByUsername()).isEqualTo(TRAINER);

    admin.tokenManagement().delete(used.getTokenId());
    assertThatThrownBy(() -> holder.currentUser().me(new MeRequest()))
        .isInstanceOf(DatabricksException.class);
  }

  private static TokenInfo listed(String id) {
    for (TokenInfo each : admin.tokenManagement().list(new ListTokenManagementRequest())) {
      if (id.equals(each.getTokenId())) {
        return each;
      }
    }
    throw new AssertionError("No token " + id);
  }
}
