package dev.mlharness.starter.paging;

import com.google.protobuf.ByteString;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;

/** Lists of workflows: first those that run, then the last to end. */
public final class Executions {
  private Executions() {}

  /**
   * @param query as Temporal's list filter says it
   */
  public static Page<WorkflowExecutionMetadata> page(
      WorkflowClient temporal, String query, PageRequest request) {
    ListWorkflowExecutionsRequest.Builder list =
        ListWorkflowExecutionsRequest.newBuilder()
            .setNamespace(temporal.getOptions().getNamespace())
            .setPageSize(request.limit())
            .setQuery(query);
    if (request.token() != null) {
      list.setNextPageToken(ByteString.copyFrom(PageToken.cursor(query, request.token())));
    }
    ListWorkflowExecutionsResponse found =
        temporal.getWorkflowServiceStubs().blockingStub().listWorkflowExecutions(list.build());
    ByteString next = found.getNextPageToken();
    return new Page<>(
        found.getExecutionsList().stream()
            .map(
                each ->
                    new WorkflowExecutionMetadata(each, temporal.getOptions().getDataConverter()))
            .toList(),
        next.isEmpty() ? null : PageToken.of(query, next.toByteArray()));
  }
}
