package dev.mlharness.worker;

import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.credentials.Receipts;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.mlflow.Mlflow;
import dev.mlharness.activities.mlflow.WorkspaceMlflow;
import dev.mlharness.activities.registry.Registries;
import dev.mlharness.activities.serving.Endpoints;
import dev.mlharness.activities.workspace.Workspaces;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** By what activities reach the outside: one broker, one client of each system. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
  /** Shorter than every start-to-close timeout: a late call never lives beside its retry. */
  private static final Duration MLFLOW_DEADLINE = Duration.ofSeconds(20);

  @Bean
  Workspaces workspaces(HarnessProperties properties) {
    return ConfiguredWorkspaces.of(properties);
  }

  @Bean
  CredentialBroker credentialBroker(Workspaces workspaces, Receipts receipts) {
    return new CredentialBroker(workspaces, receipts);
  }

  @Bean
  WorkspaceClients workspaceClients(Workspaces workspaces, CredentialBroker broker) {
    return new WorkspaceClients(workspaces, broker);
  }

  @Bean
  Mlflow mlflow(Workspaces workspaces, CredentialBroker broker) {
    return new Mlflow(new WorkspaceMlflow(workspaces, broker), MLFLOW_DEADLINE);
  }

  @Bean
  Registries registries(Workspaces workspaces, WorkspaceClients clients, Mlflow mlflow) {
    return new Registries(workspaces, clients, mlflow);
  }

  @Bean
  Endpoints endpoints(Workspaces workspaces, WorkspaceClients clients) {
    return new Endpoints(workspaces, clients);
  }
}
