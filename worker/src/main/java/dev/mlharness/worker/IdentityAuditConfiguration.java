package dev.mlharness.worker;

import dev.mlharness.activities.audit.AuditStore;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.inventory.IdentityAuditor;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.identity.audit.AuditLimits;
import dev.mlharness.identity.audit.IdentityAuditActivities;
import dev.mlharness.worker.HarnessProperties.IdentityAuditProperties;
import dev.mlharness.worker.HarnessProperties.PeopleProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The identity audit: what it takes for stale, and as whom it reads. */
@Configuration(proxyBeanMethods = false)
class IdentityAuditConfiguration {

  @Bean
  IdentityAuditActivities identityAuditActivities(
      HarnessProperties properties,
      Workspaces workspaces,
      WorkspaceClients clients,
      AuditStore store) {
    return new IdentityAuditor(
        workspaces, clients, store, limits(properties), auditors(properties, workspaces));
  }

  @Bean
  IdentityGauges identityGauges(
      HarnessProperties properties,
      Workspaces workspaces,
      AuditStore store,
      MeterRegistry registry) {
    return new IdentityGauges(auditors(properties, workspaces).keySet(), store, registry);
  }

  static AuditLimits limits(HarnessProperties properties) {
    IdentityAuditProperties given = properties.identityAudit();
    Set<String> issuers = new LinkedHashSet<>(given.trustedIssuers());
    PeopleProperties people = properties.people();
    if (people != null && people.issuer() != null) {
      issuers.add(people.issuer().toString());
    }
    try {
      return new AuditLimits(
          given.secretAge(),
          given.secretNotice(),
          given.tokenAge(),
          given.tokenIdle(),
          given.principalIdle(),
          issuers);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationProblem(
          "mlharness.identity-audit", String.valueOf(e.getMessage()), "Write a time, as in 90d.");
    }
  }

  /**
   * The role that reads each workspace.
   *
   * @throws ConfigurationProblem for one that is no role, or is for everybody
   */
  static Map<String, String> auditors(HarnessProperties properties, Workspaces workspaces) {
    Map<String, String> auditors = new LinkedHashMap<>();
    properties
        .workspaces()
        .forEach(
            (workspace, given) -> {
              String role = given.auditor();
              if (role != null) {
                check(
                    "mlharness.workspaces.%s.auditor".formatted(workspace),
                    role,
                    workspaces.named(workspace).roles().get(role));
                auditors.put(workspace, role);
              }
            });
    return auditors;
  }

  private static void check(String key, String name, @Nullable Role role) {
    if (role == null) {
      throw new ConfigurationProblem(
          key, "'" + name + "' is no role of the workspace", "Name one of its roles.");
    }
    if (role.groups().isEmpty()) {
      throw new ConfigurationProblem(
          key,
          "the role '" + name + "' has no groups, so every recipe may use it",
          "It is an admin of the workspace: set its groups to those who may act as one.");
    }
  }
}
