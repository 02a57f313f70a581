package dev.mlharness.worker;

import dev.mlharness.activities.check.PrometheusServers;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.credentials.Receipts;
import dev.mlharness.activities.credentials.cloud.AwsSessions;
import dev.mlharness.activities.credentials.cloud.CloudTokens;
import dev.mlharness.activities.databricks.SqlStatements;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.mlflow.Mlflow;
import dev.mlharness.activities.mlflow.WorkspaceMlflow;
import dev.mlharness.activities.registry.Registries;
import dev.mlharness.activities.serving.Endpoints;
import dev.mlharness.activities.storage.CloudStorage;
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
  AwsSessions awsSessions(Workspaces workspaces, Receipts receipts) {
    return new AwsSessions(workspaces, receipts);
  }

  @Bean
  CloudTokens cloudTokens(Workspaces workspaces, Receipts receipts) {
    return new CloudTokens(workspaces, receipts);
  }

  @Bean
  CloudStorage cloudStorage(Workspaces workspaces, AwsSessions aws, CloudTokens tokens) {
    return new CloudStorage(workspaces, aws, tokens);
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

  @Bean
  SqlStatements sqlStatements(Workspaces workspaces, WorkspaceClients clients) {
    return new SqlStatements(workspaces, clients);
  }

  @Bean
  PrometheusServers prometheusServers(HarnessProperties properties) {
    return ConfiguredPrometheus.of(properties);
  }
}
