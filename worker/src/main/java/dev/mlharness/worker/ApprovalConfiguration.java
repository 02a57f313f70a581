package dev.mlharness.worker;

import dev.mlharness.activities.admission.SigningKeys;
import dev.mlharness.activities.approval.DecisionDesk;
import dev.mlharness.activities.approval.GateCheck;
import dev.mlharness.activities.approval.GateRules;
import dev.mlharness.activities.approval.QueriedGates;
import dev.mlharness.activities.approval.ScimDirectory;
import dev.mlharness.activities.approval.SignedDecisions;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.approval.ApprovalActivities;
import dev.mlharness.audit.AuditActivities;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gates, and the desk where decisions are signed. */
@Configuration(proxyBeanMethods = false)
class ApprovalConfiguration {

  @Bean
  GateRules gateRules(
      HarnessProperties properties, Workspaces workspaces, WorkspaceClients clients) {
    return new GateRules(new ScimDirectory(clients, directories(properties, workspaces)));
  }

  @Bean
  ApprovalActivities approvalActivities(
      HarnessProperties properties, GateRules rules, AuditActivities audit) {
    Path keyFile = properties.signedStarts().keyFile();
    return new GateCheck(
        AdmissionConfiguration.trust(properties),
        rules,
        keyFile == null ? null : new SignedDecisions(new SigningKeys(keyFile)),
        audit);
  }

  @Bean
  @ConditionalOnProperty("mlharness.people.issuer")
  DecisionDesk decisionDesk(
      HarnessProperties properties,
      GateRules rules,
      WorkflowClient temporal,
      AuditActivities audit) {
    return new DecisionDesk(
        new QueriedGates(temporal),
        rules,
        new SignedDecisions(new SigningKeys(AdmissionConfiguration.keyFile(properties))),
        properties.signedStarts().decisionLife(),
        audit,
        Clock.systemUTC());
  }

  /**
   * The role that reads the people of each workspace.
   *
   * @throws ConfigurationProblem for one that is no role
   */
  static Map<String, String> directories(HarnessProperties properties, Workspaces workspaces) {
    Map<String, String> directories = new LinkedHashMap<>();
    properties
        .workspaces()
        .forEach(
            (workspace, given) -> {
              String role = given.directory();
              if (role == null) {
                return;
              }
              if (!workspaces.named(workspace).roles().containsKey(role)) {
                throw new ConfigurationProblem(
                    "mlharness.workspaces.%s.directory".formatted(workspace),
                    "'" + role + "' is no role of the workspace",
                    "Name one of its roles.");
              }
              directories.put(workspace, role);
            });
    return directories;
  }
}
