package dev.mlharness.worker;

import dev.mlharness.pipeline.HarnessSearchAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the search attributes known to the namespace. Must be done before a pipeline runs: Temporal
 * retries an upsert of an unknown attribute for ever.
 */
final class SearchAttributeRegistration {
  private static final Logger LOG = LoggerFactory.getLogger(SearchAttributeRegistration.class);

  /** How a namespace answers that is operated by others, as in Temporal Cloud. */
  private static final Set<Status.Code> REFUSALS =
      Set.of(Status.Code.PERMISSION_DENIED, Status.Code.UNIMPLEMENTED);

  private final WorkflowServiceStubs service;
  private final String namespace;

  SearchAttributeRegistration(WorkflowServiceStubs service, String namespace) {
    this.service = service;
    this.namespace = namespace;
  }

  /**
   * Adds what is missing. Two workers may do so at the same time.
   *
   * @throws StatusRuntimeException when Temporal does not answer, or does not know the namespace
   */
  void ensure() {
    OperatorServiceBlockingStub operator =
        OperatorServiceStubs.newServiceStubs(
                OperatorServiceStubsOptions.newBuilder()
                    .setChannel(service.getRawChannel())
                    .validateAndBuildWithDefaults())
            .blockingStub();
    try {
      Map<String, IndexedValueType> missing = missing(operator);
      if (!missing.isEmpty()) {
        add(operator, missing);
      }
    } catch (StatusRuntimeException e) {
      if (!REFUSALS.contains(e.getStatus().getCode())) {
        throw e;
      }
      LOG.warn(
          "This worker may not register search attributes ({}). Make sure that namespace {} has {}, "
              + "each a Keyword: a pipeline stands still at one that it has not",
          e.getStatus().getCode(),
          namespace,
          HarnessSearchAttributes.all().stream().map(SearchAttributeKey::getName).toList());
    }
  }

  private Map<String, IndexedValueType> missing(OperatorServiceBlockingStub operator) {
    Map<String, IndexedValueType> known =
        operator
            .listSearchAttributes(
                ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
            .getCustomAttributesMap();
    return HarnessSearchAttributes.all().stream()
        .filter(key -> !known.containsKey(key.getName()))
        .collect(Collectors.toMap(SearchAttributeKey::getName, SearchAttributeKey::getValueType));
  }

  private void add(OperatorServiceBlockingStub operator, Map<String, IndexedValueType> missing) {
    operator.addSearchAttributes(
        AddSearchAttributesRequest.newBuilder()
            .setNamespace(namespace)
            .putAllSearchAttributes(missing)
            .build());
    LOG.info("Registered the search attributes {} in namespace {}", missing.keySet(), namespace);
  }
}
