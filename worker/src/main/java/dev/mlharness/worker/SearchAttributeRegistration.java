package dev.mlharness.worker;

import dev.mlharness.pipeline.HarnessSearchAttributes;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the search attributes known to the namespace. Must be done before a pipeline runs: Temporal
 * retries an upsert of an unknown attribute for ever.
 */
final class SearchAttributeRegistration {
  private static final Logger LOG = LoggerFactory.getLogger(SearchAttributeRegistration.class);
  private final WorkflowServiceStubs service;
  private final String namespace;

  SearchAttributeRegistration(WorkflowServiceStubs service, String namespace) {
    this.service = service;
    this.namespace = namespace;
  }

  /** Adds what is missing. Two workers may do so at the same time. */
  void ensure() {
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setChannel(service.getRawChannel())
                .validateAndBuildWithDefaults());
    Map<String, IndexedValueType> missing = new TreeMap<>();
    Map<String, IndexedValueType> known =
        operator
            .blockingStub()
            .listSearchAttributes(
                ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
            .getCustomAttributesMap();
    HarnessSearchAttributes.all()
        .forEach(
            key -> {
              if (!known.containsKey(key.getName())) {
                missing.put(key.getName(), key.getValueType());
              }
            });
    if (!missing.isEmpty()) {
      operator
          .blockingStub()
          .addSearchAttributes(
              AddSearchAttributesRequest.newBuilder()
                  .setNamespace(namespace)
                  .putAllSearchAttributes(missing)
                  .build());
      LOG.info("Registered the search attributes {} in namespace {}", missing.keySet(), namespace);
    }
  }
}
