package dev.mlharness.starter.cli;

import dev.mlharness.payload.Payloads;
import dev.mlharness.pipeline.HarnessSearchAttributes;
import dev.mlharness.pipeline.TaskQueues;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.net.ServerSocket;

/** Temporal's test server on a port of its own, with a worker that runs small stand-ins. */
public final class TemporalServer implements AutoCloseable {
  private final String address;
  private final TestServer.PortBoundTestServer server;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final WorkerFactory workers;

  public TemporalServer() throws IOException {
    int port = freePort();
    address = "127.0.0.1:" + port;
    server = TestServer.createPortBoundServer(port);
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
    client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder().setDataConverter(Payloads.dataConverter()).build());
    registerSearchAttributes();
    workers = WorkerFactory.newInstance(client);
    workers
        .newWorker(TaskQueues.HARNESS)
        .registerWorkflowImplementationTypes(
            SmallPipeline.class,
            SmallPlan.class,
            SmallRollout.class,
            SmallTrace.class,
            SmallAudit.Reading.class,
            SmallAudit.Verifying.class,
            SmallAudit.Refusing.class,
            SmallIdentityAudit.class,
            SmallWatch.class,
            SmallRotation.Rotating.class,
            SmallRotation.Listing.class,
            SmallModels.Finding.class,
            SmallModels.Ordered.class,
            SmallModels.Entity.class,
            SmallModels.Freezing.class);
    workers.start();
  }

  private void registerSearchAttributes() {
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setChannel(stubs.getRawChannel())
                .validateAndBuildWithDefaults());
    AddSearchAttributesRequest.Builder request =
        AddSearchAttributesRequest.newBuilder().setNamespace("default");
    HarnessSearchAttributes.all()
        .forEach(
            key ->
                request.putSearchAttributes(
                    key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    operator.blockingStub().addSearchAttributes(request.build());
  }

  public String address() {
    return address;
  }

  public WorkflowClient client() {
    return client;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
    stubs.shutdownNow();
    server.close();
  }
}
