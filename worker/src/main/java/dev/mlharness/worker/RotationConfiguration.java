package dev.mlharness.worker;

import dev.mlharness.activities.credentials.cloud.AwsSessions;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.rotation.SecretRotation;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.secret.SecretActivities;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rotation of secrets. */
@Configuration(proxyBeanMethods = false)
class RotationConfiguration {
  @Bean
  SecretActivities secretActivities(
      HarnessProperties properties,
      Workspaces workspaces,
      WorkspaceClients clients,
      AwsSessions aws) {
    return new SecretRotation(
        ConfiguredSecrets.of(properties.secrets(), workspaces), workspaces, clients, aws);
  }
}
