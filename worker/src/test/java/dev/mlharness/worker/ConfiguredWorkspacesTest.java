package dev.mlharness.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.mlharness.access.Access;
import dev.mlharness.activities.workspace.RunPermissions;
import dev.mlharness.activities.workspace.Workspaces;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A worker with a wrong configuration does not start, and says what to write instead. */
class ConfiguredWorkspacesTest {
  private static final String DEV = "mlharness.workspaces.dev.";

  @Test
  void theOnlyWorkspaceAndTheOnlyRoleNeedNotBeNamed() {
    HarnessProperties properties = properties(complete());
    Workspaces workspaces = ConfiguredWorkspaces.of(properties);
    assertThat(workspaces.named(Workspaces.DEFAULT).name()).isEqualTo("dev");
    assertThat(ConfiguredWorkspaces.defaultRole(properties)).isEqualTo("trainer");
  }

  @Test
  void noWorkspaceAtAllPointsToTheSandbox() {
    assertProblem(Map.of(), "mlharness.workspaces: no workspace", "spring.profiles.active=local");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          host                                  | host: not set                  | URL
          identity.issuer                       | identity.issuer: not set       | identity provider
          identity.subject-token.file           | subject-token: not set         | file, environment, client or platform
          roles.trainer.service-principal       | roles: no role is configured   | service principal
          """)
  void whatIsMissingIsNamed(String key, String problem, String mend) {
    Map<String, String> given = complete();
    given.remove(DEV + key);
    assertProblem(given, problem, mend);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          mlharness.workspaces.dev.registry                         | unity       | 'unity' is no kind of registry | unity-catalog or mlflow
          mlharness.default-workspace                               | prod        | 'prod' is not configured       | one of: dev
          mlharness.default-role                                    | trainr      | 'trainr' is not configured     | one of: trainer
          mlharness.workspaces.dev.identity.subject-token.environment | TOKEN     | exactly one source             | file, environment, client and platform
          mlharness.workspaces.dev.identity.level                   | region      | 'region' exchanges no tokens   | workspace or account
          mlharness.workspaces.dev.identity.level                   | account     | needs identity.account-id      | Mend
          mlharness.workspaces.dev.limits.watch-calls-per-second    | 0           | at least 1                     | Mend
          mlharness.workspaces.dev.roles.trainer.cloud.aws-instance-profile | trainer | 'trainer' is no instance profile | Mend
          """)
  void whatIsWrongIsSaidWithWhatToWrite(String key, String value, String problem, String mend) {
    Map<String, String> given = complete();
    given.put(key, value);
    assertProblem(given, problem, mend);
  }

  @Test
  void theRunsOfARoleAreItsGroupsToCancelUnlessOperatorsAreNamed() {
    Map<String, String> given = complete();
    given.put(DEV + "roles.trainer.groups", "ml-engineers");
    given.put(DEV + "roles.trainer.viewers", "audit");
    assertThat(permissions(given))
        .isEqualTo(new RunPermissions(Set.of("ml-engineers"), Set.of("audit")));
    given.put(DEV + "roles.trainer.operators", "ml-ops");
    assertThat(permissions(given)).isEqualTo(new RunPermissions(Set.of("ml-ops"), Set.of("audit")));
  }

  private static RunPermissions permissions(Map<String, String> given) {
    return ConfiguredWorkspaces.of(properties(given)).role(new Access("dev", "trainer")).runs();
  }

  @ParameterizedTest
  @CsvSource({"github-actions", "azure", "google", "aws"})
  void aPlatformMayVouchForTheWorker(String platform) {
    Map<String, String> given = complete();
    given.remove(DEV + "identity.subject-token.file");
    given.put(DEV + "identity.subject-token.platform", platform);
    given.put(DEV + "identity.audience", "ml-harness");

    assertThat(ConfiguredWorkspaces.of(properties(given)).named("dev").identity().tokens())
        .isNotNull();
  }

  @Test
  void anUnknownPlatformIsNamed() {
    Map<String, String> given = complete();
    given.remove(DEV + "identity.subject-token.file");
    given.put(DEV + "identity.subject-token.platform", "oracle");
    assertProblem(given, "'oracle' is no known platform", "github-actions, azure, google or aws");
  }

  private static void assertProblem(Map<String, String> given, String problem, String mend) {
    assertThatThrownBy(() -> ConfiguredWorkspaces.of(properties(given)))
        .asInstanceOf(type(ConfigurationProblem.class))
        .satisfies(
            found -> {
              assertThat(found).hasMessageContaining(problem);
              assertThat(found.mend()).contains(mend);
            });
  }

  private static Map<String, String> complete() {
    Map<String, String> given = new LinkedHashMap<>();
    given.put(DEV + "host", "https://dbc-1.cloud.databricks.com");
    given.put(DEV + "identity.issuer", "https://idp.example.com");
    given.put(DEV + "identity.subject-token.file", "/run/token");
    given.put(DEV + "roles.trainer.service-principal", "00000000-0000-4000-8000-000000000001");
    return given;
  }

  private static HarnessProperties properties(Map<String, String> given) {
    return new Binder(new MapConfigurationPropertySource(given))
        .bindOrCreate("mlharness", HarnessProperties.class);
  }
}
