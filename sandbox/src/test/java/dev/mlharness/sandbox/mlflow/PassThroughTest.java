package dev.mlharness.sandbox.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlharness.sandbox.RunningSandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What MLflow gets to see: recorded by a server that stands in its place. */
class PassThroughTest {

  private static final byte[] LARGE = new byte[3_000_000];

  @TempDir static Path folder;
  private static HttpServer mlflow;
  private static RunningSandbox sandbox;
  private static final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();

  private record Seen(
      String method, String target, Map<String, List<String>> headers, ByteBuffer body) {}

  @BeforeAll
  static void start() throws IOException {
    mlflow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    mlflow.createContext("/", PassThroughTest::record);
    mlflow.start();
    String address = "http://127.0.0.1:" + mlflow.getAddress().getPort();
    sandbox = RunningSandbox.in(folder.resolve("home"), "--sandbox.mlflow=" + address);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
    mlflow.stop(0);
  }

  @BeforeEach
  void forget() {
    seen.clear();
  }

  private static void record(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(e -> e.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    seen.add(
        new Seen(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            ByteBuffer.wrap(exchange.getRequestBody().readAllBytes())));
    boolean missing = exchange.getRequestURI().getPath().endsWith("/runs/get");
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("X-Of-MLflow", "yes");
    byte[] answer =
        (missing ? "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\"}" : "{}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(missing ? 404 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.host() + path))
        .header("Authorization", "Bearer " + sandbox.adminToken());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void theCredentialStaysHereAndSoDoesWhatIsClaimedOfAProxy() throws Exception {
    send(
        to("/api/2.0/mlflow/experiments/search?max_results=1&filter=name%20%3D%20'a'")
            .header("X-Forwarded-Host", "elsewhere.example.com")
            .header("X-Forwarded-Proto", "https")
            .header("Forwarded", "host=elsewhere.example.com")
            .header("Cookie", "session=1")
            .header("X-Mine", "kept"));
    Seen request = seen.remove();
    assertThat(request.target)
        .isEqualTo("/api/2.0/mlflow/experiments/search?max_results=1&filter=name%20%3D%20'a'");
    assertThat(request.headers)
        .doesNotContainKeys(
            "authorization", "x-forwarded-host", "x-forwarded-proto", "forwarded", "cookie")
        .containsEntry("x-mine", List.of("kept"));
    assertThat(request.headers.get("host")).containsExactly("127.0.0.1:" + port());
  }

  private static int port() {
    return mlflow.getAddress().getPort();
  }

  @Test
  void aBodyOfAnyLengthGoesThroughAsItIs() throws Exception {
    for (var body : List.of(BodyPublishers.ofByteArray(LARGE), chunked())) {
      send(to("/api/2.0/mlflow-artifacts/artifacts/1/model.bin").PUT(body));
      Seen request = seen.remove();
      assertThat(request.method).isEqualTo("PUT");
      assertThat(request.body).isEqualTo(ByteBuffer.wrap(LARGE));
    }
  }

  private static HttpRequest.BodyPublisher chunked() {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(LARGE));
  }

  @Test
  void anErrorOfMlflowsArrivesAsItWasSaid() throws Exception {
    HttpResponse<String> answer = send(to("/api/2.0/mlflow/runs/get?run_id=1"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("RESOURCE_DOES_NOT_EXIST");
    assertThat(answer.headers().firstValue("x-of-mlflow")).contains("yes");
  }

  @Test
  void withoutATokenNothingGoesThrough() throws Exception {
    for (String path :
        List.of(
            "/api/2.0/mlflow/runs/get", "/api/2.0/mlflow-artifacts/artifacts/1", "/v1/traces")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(sandbox.host() + path))
              .POST(BodyPublishers.ofString("{}"));
      assertThat(send(request).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void whatTheWorkspaceAnswersItselfDoesNotGoThrough() throws Exception {
    HttpResponse<String> answer =
        send(to("/api/2.0/mlflow/unity-catalog/registered-models/get?name=main.demo.none"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(seen).isEmpty();
  }

  @Test
  void aVersionThatWasMadeIsAnEffectAndOneThatWasLookedAtIsNot() throws Exception {
    send(to("/api/2.0/mlflow/model-versions/get?name=counted&version=1"));
    assertThat(effects()).doesNotContain("counted");
    send(
        to("/api/2.0/mlflow/model-versions/create")
            .POST(BodyPublishers.ofString("{\"name\":\"counted\"}")));
    assertThat(effects()).contains("\"model-version\":{\"counted\":1}");
  }

  private static String effects() {
    return sandbox.send("GET", "/sandbox/effects", sandbox.adminToken(), "").body();
  }
}
