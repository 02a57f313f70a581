package dev.mlharness.worker;

import dev.mlharness.activities.databricks.watch.RunWatcher;
import dev.mlharness.payload.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the Temporal starter does not bring: our payloads, a start that waits, a drain, health. */
@Configuration(proxyBeanMethods = false)
class TemporalConfiguration {

  @Bean
  DataConverter dataConverter() {
    return Payloads.dataConverter();
  }

  @Bean
  WorkerLifecycle workerLifecycle(
      WorkerFactory factory,
      WorkflowClient client,
      RunWatcher runWatcher,
      HarnessProperties properties) {
    SearchAttributeRegistration searchAttributes =
        new SearchAttributeRegistration(
            client.getWorkflowServiceStubs(), client.getOptions().getNamespace());
    return new WorkerLifecycle(factory, searchAttributes, properties.drainTimeout(), runWatcher);
  }

  @Bean
  TemporalHealth temporalHealthIndicator(WorkflowServiceStubs service, WorkerLifecycle lifecycle) {
    return new TemporalHealth(service, lifecycle);
  }
}
