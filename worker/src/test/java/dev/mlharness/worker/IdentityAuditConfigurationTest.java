package dev.mlharness.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IdentityAuditConfigurationTest {
  private static final String WORKSPACE = "mlharness.workspaces.prod.";

  private static HarnessProperties properties(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put(WORKSPACE + "host", "https://dbc.example.com");
    all.put(WORKSPACE + "identity.issuer", "https://idp.example.com");
    all.put(WORKSPACE + "identity.subject-token.environment", "TOKEN");
    all.put(WORKSPACE + "roles.trainer.service-principal", "app-trainer");
    all.put(WORKSPACE + "roles.auditor.service-principal", "app-auditor");
    all.put(WORKSPACE + "roles.auditor.groups", "security");
    all.putAll(more);
    return new Binder(new MapConfigurationPropertySource(all))
        .bind("mlharness", HarnessProperties.class)
        .get();
  }

  private static Map<String, String> auditors(Map<String, String> more) {
    // The default role is not what this is about.
    Map<String, String> all = new HashMap<>(more);
    all.put("mlharness.default-role", "trainer");
    HarnessProperties properties = properties(all);
    return IdentityAuditConfiguration.auditors(properties, ConfiguredWorkspaces.of(properties));
  }

  @Test
  void withoutAnAuditorNothingIsAudited() {
    assertThat(auditors(Map.of())).isEmpty();
  }

  @Test
  void anAuditorIsARoleForMembersOfGroups() {
    assertThat(auditors(Map.of(WORKSPACE + "auditor", "auditor")))
        .containsExactly(Map.entry("prod", "auditor"));
  }

  @Test
  void anAuditorForEverybodyIsRefused() {
    assertThatThrownBy(() -> auditors(Map.of(WORKSPACE + "auditor", "trainer")))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("mlharness.workspaces.prod.auditor")
        .hasMessageContaining("every recipe may use it");
  }

  @Test
  void anAuditorThatIsNoRoleIsRefused() {
    assertThatThrownBy(() -> auditors(Map.of(WORKSPACE + "auditor", "nobody")))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("'nobody' is no role");
  }

  @Test
  void limitsHaveDefaultsAndPeoplesIssuerIsTrusted() {
    var limits =
        IdentityAuditConfiguration.limits(
            properties(
                Map.of(
                    "mlharness.people.issuer", "https://people.example.com",
                    "mlharness.identity-audit.trusted-issuers", "https://ci.example.com",
                    "mlharness.identity-audit.token-age", "7d")));
    assertThat(limits.secretAge()).isEqualTo(Duration.ofDays(90));
    assertThat(limits.tokenAge()).isEqualTo(Duration.ofDays(7));
    assertThat(limits.trustedIssuers())
        .containsExactlyInAnyOrder("https://people.example.com", "https://ci.example.com");
  }

  @Test
  void aLimitOfNoTimeIsRefused() {
    assertThatThrownBy(
            () ->
                IdentityAuditConfiguration.limits(
                    properties(Map.of("mlharness.identity-audit.secret-age", "0d"))))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("secret-age");
  }
}
