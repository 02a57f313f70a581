package dev.mlharness.worker;

import dev.mlharness.activities.databricks.watch.RunWatcher;
import dev.mlharness.encryption.EncryptionCodec;
import dev.mlharness.payload.Payloads;
import dev.mlharness.pipeline.StageContext;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.spring.boot.TemporalOptionsCustomizer;
import io.temporal.spring.boot.autoconfigure.properties.TemporalProperties;
import io.temporal.worker.WorkerFactory;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the Temporal starter does not bring: our payloads, a start that waits, a drain, health. */
@Configuration(proxyBeanMethods = false)
class TemporalConfiguration {

  @Bean
  DataConverter dataConverter(HarnessProperties properties, TemporalProperties temporal) {
    ProductionRules.check(properties, temporal.getConnection());
    return PayloadKeys.of(properties)
        .map(keys -> Payloads.dataConverter(new EncryptionCodec(keys)))
        .orElseGet(Payloads::dataConverter);
  }

  @Bean
  TemporalOptionsCustomizer<WorkflowClientOptions.Builder> stagesInLogs() {
    return options -> options.setContextPropagators(List.of(new StageContext()));
  }

  @Bean
  WorkerInterceptor correlationInterceptor() {
    return new CorrelationInterceptor();
  }

  @Bean
  PulseInterceptor pulseInterceptor() {
    return new PulseInterceptor();
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
