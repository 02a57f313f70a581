package dev.mlharness.sandbox;

import static dev.mlharness.sandbox.RunningSandbox.TRAINER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.core.error.platform.ResourceAlreadyExists;
import com.databricks.sdk.service.iam.ListServicePrincipalsRequest;
import com.databricks.sdk.service.oauth2.CreateServicePrincipalSecretRequest;
import com.databricks.sdk.service.workspace.CreateScope;
import com.databricks.sdk.service.workspace.DeleteSecret;
import com.databricks.sdk.service.workspace.PutSecret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secret scopes, as the unmodified Java SDK sees them. */
class SecretScopesTest {

  @TempDir static Path folder;
  private static RunningSandbox sandbox;
  private static WorkspaceClient admin;

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.in(folder);
    admin = new WorkspaceClient(config().setAuthType("pat").setToken(sandbox.adminToken()));
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static DatabricksConfig config() {
    return new DatabricksConfig()
        .setHost(sandbox.host())
        .setHttpTimeoutSeconds(10)
        .setDisableRetries(true);
  }

  private static String read(WorkspaceClient client, String scope, String key) {
    byte[] value = Base64.getDecoder().decode(client.secrets().getSecret(scope, key).getValue());
    return new String(value, StandardCharsets.UTF_8);
  }

  @Test
  void whatIsPutIsReadReplacedAndDeleted() {
    admin.secrets().createScope(new CreateScope().setScope("bi"));
    admin.secrets().putSecret(new PutSecret().setScope("bi").setKey("k").setStringValue("one"));
    admin.secrets().putSecret(new PutSecret().setScope("bi").setKey("k").setStringValue("two"));

    assertThat(read(admin, "bi", "k")).isEqualTo("two");
    List<String> keys = new ArrayList<>();
    admin.secrets().listSecrets("bi").forEach(secret -> keys.add(secret.getKey()));
    assertThat(keys).containsExactly("k");

    admin.secrets().deleteSecret(new DeleteSecret().setScope("bi").setKey("k"));
    assertThatThrownBy(() -> read(admin, "bi", "k")).isInstanceOf(NotFound.class);
  }

  @Test
  void aScopeIsThereOnceAndForWhoeverManagesIt() {
    admin.secrets().createScope(new CreateScope().setScope("mine"));
    assertThatThrownBy(() -> admin.secrets().createScope(new CreateScope().setScope("mine")))
        .isInstanceOf(ResourceAlreadyExists.class);
    admin.secrets().putSecret(new PutSecret().setScope("mine").setKey("k").setStringValue("v"));

    WorkspaceClient trainer = trainer();
    assertThatThrownBy(() -> read(trainer, "mine", "k")).isInstanceOf(PermissionDenied.class);

    admin
        .secrets()
        .createScope(new CreateScope().setScope("ours").setInitialManagePrincipal("users"));
    trainer.secrets().putSecret(new PutSecret().setScope("ours").setKey("k").setStringValue("v"));
    assertThat(read(trainer, "ours", "k")).isEqualTo("v");
  }

  private static WorkspaceClient trainer() {
    for (var each : admin.servicePrincipals().list(new ListServicePrincipalsRequest())) {
      if (TRAINER.equals(each.getApplicationId())) {
        String secret =
            admin
                .servicePrincipalSecretsProxy()
                .create(
                    new CreateServicePrincipalSecretRequest().setServicePrincipalId(each.getId()))
                .getSecret();
        return new WorkspaceClient(
            config().setAuthType("oauth-m2m").setClientId(TRAINER).setClientSecret(secret));
      }
    }
    throw new AssertionError("no trainer");
  }
}
