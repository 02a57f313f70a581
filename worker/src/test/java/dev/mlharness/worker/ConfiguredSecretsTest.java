package dev.mlharness.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.mlharness.access.Access;
import dev.mlharness.activities.rotation.ManagedSecret;
import dev.mlharness.activities.rotation.ManagedSecrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A worker with a wrong configuration of secrets does not start. */
class ConfiguredSecretsTest {
  private static final String DEV = "mlharness.workspaces.dev.";
  private static final String BI = "mlharness.secrets.bi.";

  @TempDir private Path folder;

  @Test
  void aSecretNeedsLittle() {
    assertThat(secrets(complete()).all())
        .singleElement()
        .returns("bi", ManagedSecret::name)
        .returns(new Access("dev", "rotator"), ManagedSecret::access)
        .returns(Duration.ofDays(1), ManagedSecret::overlap)
        .returns("file " + folder.resolve("bi"), secret -> secret.store().words());
  }

  @Test
  void aWorkerWithoutSecretsRotatesNone() {
    Map<String, String> given = complete();
    given.keySet().removeIf(key -> key.startsWith(BI));
    assertThat(secrets(given).all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          role              |          | role: not set                 | the role as which secrets are made
          role              | trainr   | has no role 'trainr'          | one of its roles
          workspace         | prod     | knows no workspace 'prod'     | Name a workspace
          service-principal |          | service-principal: not set    | application id
          store.file        |          | 0 stores are set              | file, databricks, vault or aws-secret
          store.file        | /no/such/folder/bi | folder of /no/such/folder/bi does not exist | Make it
          store.aws-secret  | apps/bi  | 2 stores are set              | file, databricks, vault or aws-secret
          lifetime          | 1h       | lifetime is not longer than overlap | Mend
          """)
  void whatIsWrongIsSaidWithWhatToWrite(String key, String value, String problem, String mend) {
    Map<String, String> given = complete();
    if (value == null) {
      given.remove(BI + key);
    } else {
      given.put(BI + key, value);
    }
    assertThatThrownBy(() -> secrets(given))
        .asInstanceOf(type(ConfigurationProblem.class))
        .satisfies(
            found -> {
              assertThat(found).hasMessageContaining(problem);
              assertThat(found.mend()).contains(mend);
            });
  }

  private Map<String, String> complete() {
    Map<String, String> given = new LinkedHashMap<>();
    given.put(DEV + "host", "https://dbc-1.cloud.databricks.com");
    given.put(DEV + "identity.issuer", "https://idp.example.com");
    given.put(DEV + "identity.subject-token.file", "/run/token");
    given.put(DEV + "roles.rotator.service-principal", "00000000-0000-4000-8000-000000000001");
    given.put(BI + "role", "rotator");
    given.put(BI + "service-principal", "00000000-0000-4000-8000-000000000002");
    given.put(BI + "store.file", folder.resolve("bi").toString());
    return given;
  }

  private static ManagedSecrets secrets(Map<String, String> given) {
    HarnessProperties properties =
        new Binder(new MapConfigurationPropertySource(given))
            .bindOrCreate("mlharness", HarnessProperties.class);
    return ConfiguredSecrets.of(properties.secrets(), ConfiguredWorkspaces.of(properties));
  }
}
