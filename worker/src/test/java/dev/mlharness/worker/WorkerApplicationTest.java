package dev.mlharness.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlharness.payload.Payloads;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.pipeline.TrainValidateDeploy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole process, as its supervisor sees it. */
@Timeout(120)
class WorkerApplicationTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private TestServer.@Nullable PortBoundTestServer temporal;

  @AfterEach
  void stopTemporal() {
    if (temporal != null) {
      temporal.close();
    }
  }

  @Test
  void itIsAliveWithoutTemporalAndReadyOnceTemporalIsThere() throws Exception {
    int port = freePort();
    try (ConfigurableApplicationContext worker = start(port)) {
      assertThat(get(worker, "health/liveness").statusCode()).isEqualTo(200);
      assertThat(get(worker, "health/readiness").statusCode()).isEqualTo(503);
      temporal = TestServer.createPortBoundServer(port);
      while (get(worker, "health/readiness").statusCode() != 200) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
      assertThat(get(worker, "health/readiness").body()).contains("POLLING", "SERVING");
      // The SDK hands its metrics over every few seconds.
      while (!get(worker, "prometheus").body().contains("temporal_worker_task_slots_available")) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  @Test
  void itIsNotReadyWithoutTheAuditStore(@TempDir Path folder) throws Exception {
    int port = freePort();
    temporal = TestServer.createPortBoundServer(port);
    try (ConfigurableApplicationContext worker =
        start(port, "--mlharness.audit.folder=" + folder)) {
      while (get(worker, "health/readiness").statusCode() != 200) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
      Files.move(folder.resolve("audit.db"), folder.resolve("away.db"));
      assertThat(get(worker, "health/readiness").statusCode()).isEqualTo(503);
      assertThat(get(worker, "health").body()).contains("Check mlharness.audit");
      Files.move(folder.resolve("away.db"), folder.resolve("audit.db"));
      assertThat(get(worker, "health/readiness").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tracesOfWorkflowsLeaveForWhereTheOperatorSays() throws Exception {
    int port = freePort();
    temporal = TestServer.createPortBoundServer(port);
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/traces", exchange -> receive(exchange, received));
    collector.start();
    String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
    try (ConfigurableApplicationContext worker =
        start(
            port,
            "--management.tracing.sampling.probability=1",
            "--management.opentelemetry.tracing.export.otlp.endpoint=" + endpoint)) {
      WorkflowClient client = worker.getBean(WorkflowClient.class);
      WorkflowClient.start(
          client.newWorkflowStub(
                  TrainValidateDeploy.class,
                  WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.HARNESS).build())
              ::run,
          Payloads.mapper().createObjectNode());
      String spans = "";
      while (!spans.contains("RunWorkflow:TrainValidateDeploy")) {
        spans += received.take();
      }
    } finally {
      collector.stop(0);
    }
  }

  private static void receive(HttpExchange exchange, BlockingQueue<String> received)
      throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    received.add(new String(body, StandardCharsets.ISO_8859_1));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Test
  void itDoesNotStartWithoutAWorkspace() {
    assertThatThrownBy(() -> builder().run("--server.port=0").close())
        .hasRootCauseInstanceOf(ConfigurationProblem.class)
        .rootCause()
        .hasMessageContaining("no workspace is configured");
  }

  @Test
  void neitherTheSandboxNorTheStarterIsPartOfIt() {
    ClassLoader classes = WorkerApplication.class.getClassLoader();
    assertThat(classes.getResource("dev/mlharness/sandbox/SandboxApplication.class")).isNull();
    assertThat(classes.getResource("dev/mlharness/starter/cli/Main.class")).isNull();
  }

  private static ConfigurableApplicationContext start(int temporalPort, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.temporal.connection.target=127.0.0.1:" + temporalPort,
                "--mlharness.drain-timeout=2s",
                "--MLHARNESS_SUBJECT_TOKEN_FILE=/nowhere"));
    arguments.addAll(List.of(more));
    return builder().profiles("local").run(arguments.toArray(String[]::new));
  }

  private static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(WorkerApplication.class);
  }

  private HttpResponse<String> get(ConfigurableApplicationContext worker, String endpoint)
      throws IOException, InterruptedException {
    String port = worker.getEnvironment().getRequiredProperty("local.server.port");
    URI address = URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint);
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
