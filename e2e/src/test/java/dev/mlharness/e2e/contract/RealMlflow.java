package dev.mlharness.e2e.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.starter.progress.Progress;
import dev.mlharness.starter.stack.Project;
import dev.mlharness.starter.toolchain.Toolchain;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A real MLflow server from the project's Python environment, one for all tests of the build. */
final class RealMlflow implements BeforeAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(RealMlflow.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private URI address = URI.create("about:not-started");

  @Override
  public void beforeAll(ExtensionContext context) {
    address =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Running.class, key -> Running.start(), Running.class)
            .address();
  }

  URI address() {
    return address;
  }

  static Path python() {
    Path requirements = Project.locate().pythonRequirements();
    return new Toolchain(Toolchain.cacheFolder(), requirements, Progress.silent())
        .prepare()
        .python();
  }

  /** An experiment of its own. */
  String experiment(String name) {
    return post("experiments/create", Map.of("name", name)).path("experiment_id").asText();
  }

  /** A run as training would have left it. */
  String run(String experiment) {
    JsonNode made = post("runs/create", Map.of("experiment_id", experiment, "run_name", "test"));
    return made.at("/run/info/run_id").asText();
  }

  void metric(String run, String name, double value) {
    post("runs/log-metric", Map.of("run_id", run, "key", name, "value", value, "timestamp", 1_000));
  }

  /** A model that multiplies by {@code slope}, trained and logged by a real Python program. */
  LoggedModel train(String experiment, int slope) {
    String[] logged =
        PythonProgram.run(
                python(),
                "training/multiply.py",
                address.toString(),
                experiment,
                Integer.toString(slope))
            .split(" ");
    String directory =
        send("GET", "/api/2.0/mlflow/logged-models/" + logged[1], "")
            .at("/model/info/artifact_uri")
            .asText();
    return new LoggedModel("models:/" + logged[1], directory, logged[0], logged[1]);
  }

  String status(String run) {
    return send("GET", "/api/2.0/mlflow/runs/get?run_id=" + run, "")
        .at("/run/info/status")
        .asText();
  }

  /** A model as {@code log_model} leaves it: its files, and its entry in MLflow. */
  LoggedModel logModel(String experiment, String run) {
    JsonNode made =
        post(
                "logged-models",
                Map.of("experiment_id", experiment, "name", "model", "source_run_id", run))
            .at("/model/info");
    String id = made.path("model_id").asText();
    String directory = made.path("artifact_uri").asText();
    upload(directory, "MLmodel", "flavors: {}\n");
    upload(directory, "requirements.txt", "mlflow==3.17.2\nscikit-learn==1.9.1\n");
    send(
        "PATCH",
        "/api/2.0/mlflow/logged-models/" + id,
        json(Map.of("model_id", id, "status", "LOGGED_MODEL_READY")));
    return new LoggedModel("models:/" + id, directory, run, id);
  }

  /** A version as {@code log_model(registered_model_name=…)} makes it. */
  void registerAsTask(String model, LoggedModel logged) {
    post(
        "model-versions/create",
        Map.of(
            "name", model,
            "source", logged.uri(),
            "run_id", logged.runId(),
            "model_id", String.valueOf(logged.modelId())));
  }

  JsonNode post(String path, Map<String, ?> body) {
    return send("POST", "/api/2.0/mlflow/" + path, json(body));
  }

  private void upload(String directory, String file, String content) {
    String path = directory.substring("mlflow-artifacts:/".length());
    send("PUT", "/api/2.0/mlflow-artifacts/artifacts/" + path + "/" + file, content);
  }

  private JsonNode send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(method + " " + path + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String json(Map<String, ?> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Running(URI address, RealServer server) implements AutoCloseable {

    static Running start() {
      try {
        Path folder = Files.createTempDirectory("mlflow");
        int port = RealServer.freePort();
        URI address = URI.create("http://127.0.0.1:" + port);
        RealServer server =
            RealServer.start(
                command(folder, port),
                Map.of(
                    "MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false",
                    "MLFLOW_DISABLE_TELEMETRY", "true"),
                folder,
                address.resolve("/health"));
        return new Running(address, server);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static List<String> command(Path folder, int port) {
      return List.of(
          python().toString(),
          "-m",
          "mlflow",
          "server",
          "--host",
          "127.0.0.1",
          "--port",
          Integer.toString(port),
          "--workers",
          "1",
          "--backend-store-uri",
          "sqlite:///" + folder.resolve("mlflow.db"),
          "--artifacts-destination",
          folder.resolve("artifacts").toString());
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
