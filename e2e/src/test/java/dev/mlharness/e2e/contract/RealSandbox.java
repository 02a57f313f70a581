package dev.mlharness.e2e.contract;

import com.databricks.sdk.core.http.Request;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.tracking.LoggedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The sandbox in front of the real MLflow server, one for all tests of the build. */
final class RealSandbox implements BeforeAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(RealSandbox.class);

  private final RealMlflow mlflow;
  private URI address = URI.create("about:not-started");
  private Path home = Path.of("not-started");

  RealSandbox(RealMlflow mlflow) {
    this.mlflow = mlflow;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    mlflow.beforeAll(context);
    Running running =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Running.class, key -> Running.start(mlflow.address()), Running.class);
    address = running.address();
    home = running.home();
  }

  /** The sandbox as a workspace that keeps its models in that kind of registry. */
  Workspace workspace(RegistryKind registry) {
    return RealWorkspaces.ofSandbox(address, registry, home.resolve("tokens/ml-harness-worker"));
  }

  URI address() {
    return address;
  }

  SandboxAdministrator administrator() {
    return new SandboxAdministrator(address, home);
  }

  /** A version as {@code log_model(registered_model_name=…)} makes it in Unity Catalog. */
  void registerAsTask(String model, LoggedModel logged) {
    Workspace workspace = workspace(RegistryKind.UNITY_CATALOG);
    Workspaces workspaces = new Workspaces(List.of(workspace), workspace.name());
    WorkspaceClients clients = new WorkspaceClients(workspaces, new CredentialBroker(workspaces));
    Map<String, String> version =
        Map.of(
            "name", model,
            "source", logged.source(),
            "run_id", logged.runId(),
            "model_id", String.valueOf(logged.modelId()));
    Access access = new Access(workspace.name(), RealWorkspaces.ROLE);
    Map<?, ?> made = post(clients, access, "create", version);
    Object number = ((Map<?, ?>) Objects.requireNonNull(made.get("model_version"))).get("version");
    post(clients, access, "finalize", Map.of("name", model, "version", String.valueOf(number)));
  }

  /** Asks an endpoint for the prediction of one number, as an application would. */
  double predict(String url, double x) {
    Workspaces workspaces = new Workspaces(List.of(workspace(RegistryKind.UNITY_CATALOG)), "dev");
    String token =
        new CredentialBroker(workspaces).token(new Access("dev", RealWorkspaces.ROLE)).reveal();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"inputs\":[[" + x + "]]}"))
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      return new ObjectMapper().readTree(answer.body()).at("/predictions/0").asDouble();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<?, ?> post(
      WorkspaceClients clients, Access access, String method, Map<String, String> body) {
    return clients.call(
        access,
        "Registering as a task does",
        client ->
            client
                .apiClient()
                .execute(
                    new Request(
                            "POST",
                            "/api/2.0/mlflow/unity-catalog/model-versions/" + method,
                            new ObjectMapper().writeValueAsString(body))
                        .withHeader("Content-Type", "application/json"),
                    HashMap.class));
  }

  private record Running(URI address, Path home, RealServer server) implements AutoCloseable {

    static Running start(URI mlflow) {
      try {
        Path home = Files.createTempDirectory("sandbox");
        int port = RealServer.freePort();
        URI address = URI.create("http://127.0.0.1:" + port);
        List<String> command =
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                RealServer.jar("sandbox").toString(),
                "--server.port=" + port,
                "--sandbox.idp.port=" + RealServer.freePort(),
                "--sandbox.home=" + home,
                "--sandbox.mlflow=" + mlflow,
                "--sandbox.concurrent-tasks=4",
                "--sandbox.python=" + RealMlflow.python());
        RealServer server = RealServer.start(command, Map.of(), home, address.resolve("/health"));
        return new Running(address, home, server);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
