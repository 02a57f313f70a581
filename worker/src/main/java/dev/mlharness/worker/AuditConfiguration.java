package dev.mlharness.worker;

import dev.mlharness.activities.audit.AuditDatabase;
import dev.mlharness.activities.audit.AuditStore;
import dev.mlharness.activities.audit.AuditedCalls;
import dev.mlharness.activities.audit.AuditedReceipts;
import dev.mlharness.activities.audit.CallEvents;
import dev.mlharness.activities.credentials.WaitingPipelines;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.worker.HarnessProperties.AuditProperties;
import io.temporal.common.interceptors.WorkerInterceptor;
import java.io.UncheckedIOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The audit store, and what writes into it without being asked. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String FILE = "audit.db";

  @Bean
  AuditDatabase auditDatabase(HarnessProperties properties) {
    return database(properties.audit());
  }

  static AuditDatabase database(AuditProperties audit) {
    String url = audit.url();
    if (url == null) {
      return embedded(audit);
    }
    if (!url.startsWith(POSTGRESQL)) {
      throw new ConfigurationProblem(
          "mlharness.audit.url",
          "'" + url + "' is no PostgreSQL database",
          "Write jdbc:postgresql://HOST:5432/DATABASE, or remove it: the store is then a file in mlharness.audit.folder.");
    }
    try {
      return AuditDatabase.postgresql(url, audit.user(), audit.passwordFile());
    } catch (UncheckedIOException e) {
      throw new ConfigurationProblem(
          "mlharness.audit.password-file",
          audit.passwordFile() + " cannot be read",
          "Check that it is there, and that this worker may read it.");
    }
  }

  private static AuditDatabase embedded(AuditProperties audit) {
    try {
      return AuditDatabase.embedded(audit.folder().resolve(FILE));
    } catch (UncheckedIOException e) {
      throw new ConfigurationProblem(
          "mlharness.audit.folder",
          audit.folder() + " cannot be made",
          "Name a folder that this worker may write, or set mlharness.audit.url to a PostgreSQL database.");
    }
  }

  @Bean
  AuditStore auditActivities(AuditDatabase database) {
    return new AuditStore(database);
  }

  @Bean
  AuditHealth auditStoreHealthIndicator(AuditStore store) {
    return new AuditHealth(store);
  }

  @Bean
  WaitingPipelines waitingPipelines() {
    return new WaitingPipelines();
  }

  @Bean
  AuditedReceipts receipts(AuditStore store, WaitingPipelines waiting) {
    return new AuditedReceipts(store, waiting);
  }

  @Bean
  WorkerInterceptor auditedCalls(
      AuditStore store, Workspaces workspaces, AuditedReceipts receipts) {
    return new AuditedCalls(store, new CallEvents(workspaces), receipts);
  }
}
