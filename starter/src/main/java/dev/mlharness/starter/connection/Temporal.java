package dev.mlharness.starter.connection;

import dev.mlharness.starter.console.CommandFailure;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleUpdate;
import io.temporal.common.converter.DataConverter;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection to Temporal. Closing it ends its threads. */
public final class Temporal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LOOPBACK_PATIENCE_MILLIS = 1000;

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final @Nullable String ui;

  private Temporal(WorkflowServiceStubs stubs, WorkflowClient client, @Nullable String ui) {
    this.stubs = stubs;
    this.client = client;
    this.ui = ui;
  }

  /**
   * @throws CommandFailure when nobody answers there
   */
  static Temporal open(TemporalAddress address, DataConverter payloads) {
    if (refused(address.target())) {
      throw unreachable(address);
    }
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder(
                    address.profile().toWorkflowServiceStubsOptions())
                .setRpcRetryOptions(
                    RpcRetryOptions.newBuilder()
                        .setExpiration(PATIENCE)
                        .validateBuildWithDefaults())
                .build());
    try {
      stubs.connect(PATIENCE);
    } catch (StatusRuntimeException | IllegalStateException e) {
      stubs.shutdownNow();
      throw unreachable(address);
    }
    return new Temporal(
        stubs,
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder(address.profile().toWorkflowClientOptions())
                .setDataConverter(payloads)
                .build()),
        address.ui());
  }

  public WorkflowClient client() {
    return client;
  }

  public ScheduleClient schedules() {
    return ScheduleClient.newInstance(
        stubs,
        ScheduleClientOptions.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setDataConverter(client.getOptions().getDataConverter())
            .build());
  }

  /** Makes a schedule, or changes the one of this id. A paused one stays paused. */
  public ScheduleHandle keepSchedule(String id, Schedule schedule, ScheduleOptions options) {
    try {
      return schedules().createSchedule(id, schedule, options);
    } catch (ScheduleAlreadyRunningException e) {
      ScheduleHandle handle = schedules().getHandle(id);
      handle.update(
          present ->
              new ScheduleUpdate(
                  Schedule.newBuilder(schedule)
                      .setState(present.getDescription().getSchedule().getState())
                      .build()));
      return handle;
    }
  }

  /** Whether a worker has asked this task queue for work lately; a server that cannot tell: yes. */
  public boolean hasWorker(String taskQueue) {
    try {
      return stubs
              .blockingStub()
              .describeTaskQueue(
                  DescribeTaskQueueRequest.newBuilder()
                      .setNamespace(client.getOptions().getNamespace())
                      .setTaskQueue(TaskQueue.newBuilder().setName(taskQueue))
                      .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                      .build())
              .getPollersCount()
          > 0;
    } catch (StatusRuntimeException e) {
      return true;
    }
  }

  /**
   * @throws CommandFailure when nobody takes work from the task queue
   */
  public void requireWorker(String taskQueue) {
    if (!hasWorker(taskQueue)) {
      throw CommandFailure.failed(
          "no worker takes work from the task queue '" + taskQueue + "'",
          "./harness ps shows what runs, ./harness up starts what does not");
    }
  }

  /** The page of a workflow in the Temporal UI, if it is known where that is. */
  public Optional<String> page(String workflowId) {
    return Optional.ofNullable(ui)
        .map(
            base ->
                base
                    + "/namespaces/"
                    + client.getOptions().getNamespace()
                    + "/workflows/"
                    + URLEncoder.encode(workflowId, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }

  /** gRPC goes on trying for as long as it is let; on this machine a refusal is an answer. */
  private static boolean refused(String target) {
    URI uri = URI.create("tcp://" + target);
    if (uri.getHost() == null || uri.getPort() < 0) {
      return false;
    }
    try (Socket socket = new Socket()) {
      InetAddress host = InetAddress.getByName(uri.getHost());
      if (host.isLoopbackAddress()) {
        socket.connect(new InetSocketAddress(host, uri.getPort()), LOOPBACK_PATIENCE_MILLIS);
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static CommandFailure unreachable(TemporalAddress address) {
    return CommandFailure.failed(
        "no Temporal server answers at " + address.target() + " (" + address.origin() + ")",
        "./harness up starts one here; --address or TEMPORAL_ADDRESS names another");
  }
}
