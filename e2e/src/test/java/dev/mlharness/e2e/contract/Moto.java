package dev.mlharness.e2e.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.starter.progress.Progress;
import dev.mlharness.starter.stack.Project;
import dev.mlharness.starter.toolchain.Toolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A stand-in for AWS: moto's server, one for all tests of the build, from a Python environment of
 * its own. It takes any web identity and ignores session policies, but shows what arrived; and it
 * holds to the policies of roles when it is told to.
 */
public final class Moto implements BeforeAllCallback {
  public static final String ACCOUNT = "123456789012";
  public static final String REGION = "us-east-1";

  private static final int PORT = RealServer.freePort();
  private static final URI ADDRESS = URI.create("http://127.0.0.1:" + PORT);
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Namespace NAMESPACE = Namespace.create(Moto.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
  }

  /** Of every service of it; known before it is started. */
  public URI address() {
    return ADDRESS;
  }

  public void makeBucket(String bucket) {
    send("PUT", "/" + bucket, "s3", "");
  }

  public void put(String bucket, String key, String content) {
    send("PUT", "/" + bucket + "/" + key, "s3", content);
  }

  public void delete(String bucket, String key) {
    send("DELETE", "/" + bucket + "/" + key, "s3", "");
  }

  /**
   * An IAM role.
   *
   * @param policy what it may do
   * @return its ARN
   */
  public String makeRole(String name, String policy) {
    iam(
        Map.of(
            "Action",
            "CreateRole",
            "RoleName",
            name,
            "AssumeRolePolicyDocument",
            "{\"Version\":\"2012-10-17\",\"Statement\":[]}"));
    iam(
        Map.of(
            "Action",
            "PutRolePolicy",
            "RoleName",
            name,
            "PolicyName",
            "own",
            "PolicyDocument",
            policy));
    return "arn:aws:iam::%s:role/%s".formatted(ACCOUNT, name);
  }

  /** The sessions that were given of a role: what was asked for, and what was given. */
  public List<JsonNode> sessions(String roleArn) {
    try {
      JsonNode all =
          JSON.readTree(send("GET", "/moto-api/data.json", "sts", "")).at("/sts/AssumedRole");
      return all.valueStream()
          .filter(session -> session.path("role_arn").asText().equals(roleArn))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Meanwhile, signatures and the policies of roles count. */
  public void whileStrict(Runnable work) {
    send("POST", "/moto-api/reset-auth", "moto", "0");
    try {
      work.run();
    } finally {
      send("POST", "/moto-api/reset-auth", "moto", "inf");
    }
  }

  private void iam(Map<String, String> form) {
    send(
        "POST",
        "/",
        "iam",
        form.entrySet().stream()
                .map(
                    field ->
                        field.getKey()
                            + "="
                            + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))
            + "&Version=2010-05-08");
  }

  private String send(String method, String path, String service, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(ADDRESS.resolve(path))
            // By its scope moto knows which service is meant; it checks nothing else of it.
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/%s/%s/aws4_request, SignedHeaders=host, Signature=none"
                    .formatted(REGION, service))
            .header("Content-Type", service.equals("iam") ? FORM : "text/plain")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new AssertionError(method + " " + path + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private record Running(RealServer server) implements AutoCloseable {

    static Running start() {
      try {
        Path lock = Project.locate().folder().resolve("python/moto.lock");
        Path python =
            new Toolchain(Toolchain.cacheFolder(), lock, Progress.silent()).prepare().python();
        List<String> command =
            List.of(
                python.toString(),
                "-m",
                "moto.server",
                "-H",
                "127.0.0.1",
                "-p",
                Integer.toString(PORT));
        return new Running(
            RealServer.start(
                command,
                Map.of(),
                Files.createTempDirectory("moto"),
                ADDRESS.resolve("/moto-api/data.json")));
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
