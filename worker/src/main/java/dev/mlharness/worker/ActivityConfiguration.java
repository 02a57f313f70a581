package dev.mlharness.worker;

import dev.mlharness.activities.check.LiveMeasuring;
import dev.mlharness.activities.check.PrometheusServers;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.credentials.WaitingPipelines;
import dev.mlharness.activities.credentials.cloud.AwsSessions;
import dev.mlharness.activities.credentials.cloud.CloudProbe;
import dev.mlharness.activities.credentials.cloud.CloudTokens;
import dev.mlharness.activities.databricks.SqlStatements;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.databricks.run.DatabricksRuns;
import dev.mlharness.activities.databricks.watch.RunWatcher;
import dev.mlharness.activities.databricks.watch.WatchMetrics;
import dev.mlharness.activities.identity.ChainCheck;
import dev.mlharness.activities.lineage.LineageReader;
import dev.mlharness.activities.mlflow.Mlflow;
import dev.mlharness.activities.mlflow.MlflowTracking;
import dev.mlharness.activities.mlflow.Requirements;
import dev.mlharness.activities.mlflow.RunReader;
import dev.mlharness.activities.notify.Receivers;
import dev.mlharness.activities.privilege.PrivilegeComparison;
import dev.mlharness.activities.privilege.PrivilegeReader;
import dev.mlharness.activities.promotion.Promotions;
import dev.mlharness.activities.registry.ModelRegistry;
import dev.mlharness.activities.registry.Registries;
import dev.mlharness.activities.registry.VersionLookup;
import dev.mlharness.activities.serving.DatabricksServing;
import dev.mlharness.activities.serving.Endpoints;
import dev.mlharness.activities.source.NamedRecipes;
import dev.mlharness.activities.source.Planning;
import dev.mlharness.activities.source.RecipeResolution;
import dev.mlharness.activities.storage.CloudStorage;
import dev.mlharness.activities.watching.TemporalWatches;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.check.CheckActivities;
import dev.mlharness.identity.IdentityActivities;
import dev.mlharness.lineage.LineageActivities;
import dev.mlharness.plan.PlanActivities;
import dev.mlharness.privilege.PrivilegeActivities;
import dev.mlharness.promotion.PromotionActivities;
import dev.mlharness.recipe.ResolveActivities;
import dev.mlharness.registry.RegistryActivities;
import dev.mlharness.run.RunActivities;
import dev.mlharness.serving.ServingActivities;
import dev.mlharness.tracking.TrackingActivities;
import dev.mlharness.watch.WatchActivities;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The activities, each behind its interface. The worker's task queue lists them by bean name. */
@Configuration(proxyBeanMethods = false)
class ActivityConfiguration {
  private static final Duration LAST_COMPLETIONS = Duration.ofSeconds(5);
  private static final Duration ENDPOINT_POLL = Duration.ofSeconds(2);

  @Bean
  NamedRecipes namedRecipes(HarnessProperties properties, Workspaces workspaces) {
    return new NamedRecipes(workspaces, ConfiguredWorkspaces.defaultRole(properties));
  }

  @Bean
  ResolveActivities resolveActivities(
      Workspaces workspaces,
      NamedRecipes recipes,
      WorkspaceClients clients,
      SqlStatements statements,
      CloudStorage storage) {
    return new RecipeResolution(workspaces, recipes, clients, statements, storage);
  }

  @Bean
  PlanActivities planActivities(
      Workspaces workspaces,
      RegistryActivities registry,
      ServingActivities serving,
      Receivers receivers) {
    return new Planning(workspaces, registry, serving, receivers);
  }

  @Bean
  PrivilegeReader privilegeReader(Workspaces workspaces, WorkspaceClients clients) {
    return new PrivilegeReader(workspaces, clients);
  }

  @Bean
  PrivilegeActivities privilegeActivities(NamedRecipes recipes, PrivilegeReader reader) {
    return new PrivilegeComparison(recipes, reader);
  }

  @Bean
  WatchMetrics watchMetrics(MeterRegistry registry) {
    return new WatchMeters(registry);
  }

  /** Closed by {@link WorkerLifecycle}, after the workers have drained. */
  @Bean(destroyMethod = "")
  RunWatcher runWatcher(
      Workspaces workspaces,
      WorkspaceClients clients,
      WorkflowClient temporal,
      WatchMetrics metrics,
      WaitingPipelines waiting) {
    return new RunWatcher(
        workspaces,
        clients,
        temporal.newActivityCompletionClient(),
        metrics,
        waiting,
        LAST_COMPLETIONS);
  }

  @Bean
  RunActivities runActivities(Workspaces workspaces, WorkspaceClients clients, RunWatcher watcher) {
    return new DatabricksRuns(workspaces, clients, watcher);
  }

  @Bean
  TrackingActivities trackingActivities(Mlflow mlflow, WorkspaceClients clients) {
    return new MlflowTracking(mlflow, clients);
  }

  @Bean
  RegistryActivities registryActivities(Registries registries, Mlflow mlflow) {
    return new ModelRegistry(registries, new RunReader(mlflow));
  }

  @Bean
  ServingActivities servingActivities(Endpoints endpoints) {
    return new DatabricksServing(endpoints, ENDPOINT_POLL);
  }

  @Bean
  CheckActivities checkActivities(
      WorkspaceClients clients, SqlStatements statements, PrometheusServers servers) {
    return new LiveMeasuring(clients, statements, servers);
  }

  @Bean
  WatchActivities watchActivities(WorkflowClient temporal) {
    return new TemporalWatches(temporal);
  }

  @Bean
  IdentityActivities identityActivities(
      Workspaces workspaces,
      CredentialBroker broker,
      WorkspaceClients clients,
      AwsSessions aws,
      CloudTokens tokens) {
    return new ChainCheck(workspaces, broker, clients, new CloudProbe(aws, tokens));
  }

  @Bean
  PromotionActivities promotionActivities(
      Workspaces workspaces, NamedRecipes recipes, WorkflowClient temporal) {
    return new Promotions(workspaces, recipes.defaultRole(), temporal);
  }

  @Bean
  LineageActivities lineageActivities(
      Workspaces workspaces, ServingActivities serving, Registries registries, Mlflow mlflow) {
    return new LineageReader(
        workspaces,
        serving,
        new VersionLookup(registries),
        new RunReader(mlflow),
        new Requirements(mlflow));
  }
}
