package dev.mlharness.sandbox;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole sandbox, on free ports of this machine, with the unmodified Java SDK as a client. */
public final class RunningSandbox implements AutoCloseable {

  public static final String TRAINER = "6f1d2c3b-0a4e-4f5d-8c6b-7a8e9d0f1a2b";
  public static final String DEPLOYER = "b2a19e80-7d6c-4b5a-9f3e-4d5c6b7a8f90";

  private final Path home;
  private final String host;
  private final String issuer;
  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningSandbox(Path home, int port, int idpPort, String... options) {
    this.home = home;
    this.host = "http://127.0.0.1:" + port;
    this.issuer = "http://127.0.0.1:" + idpPort;
    this.context =
        SpringApplication.run(
            SandboxApplication.class,
            Stream.concat(
                    Stream.of(
                        "--sandbox.home=" + home,
                        "--server.port=" + port,
                        "--sandbox.idp.port=" + idpPort,
                        "--sandbox.python=python3"),
                    Stream.of(options))
                .toArray(String[]::new));
  }

  /** Starts one with the bundled seed; options come last and win. */
  public static RunningSandbox in(Path home, String... options) {
    return new RunningSandbox(home, freePort(), freePort(), options);
  }

  /** Its address. */
  public String host() {
    return host;
  }

  /** Its identity provider. */
  public String issuer() {
    return issuer;
  }

  /** The identity token of the seed's workload, as it is now. */
  public String subjectToken() {
    return read("tokens/ml-harness-worker");
  }

  /** The token of whoever started it. */
  public String adminToken() {
    return read("admin-token");
  }

  /** The SDK with the identity of a service principal, by token exchange. */
  public WorkspaceClient client(String applicationId) {
    return new WorkspaceClient(
        new DatabricksConfig()
            .setHost(host)
            .setHttpTimeoutSeconds(10)
            .setDisableRetries(true)
            .setAuthType("file-oidc")
            .setClientId(applicationId)
            .setOidcTokenFilepath(home.resolve("tokens/ml-harness-worker").toString()));
  }

  /** A request made by hand; the answer whatever its status. */
  public HttpResponse<String> send(String method, String path, String token, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(host + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String read(String file) {
    try {
      return Files.readString(home.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
