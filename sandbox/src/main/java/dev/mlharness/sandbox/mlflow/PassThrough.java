package dev.mlharness.sandbox.mlflow;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hands MLflow's own API through to the real server. Who calls has been checked; the credential
 * stays here. What Databricks answers itself has more specific routes, which win.
 */
@RestController
class PassThrough {

  private static final Set<String> OURS =
      Set.of(
          "authorization",
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "upgrade",
          "expect",
          "cookie",
          "origin",
          "forwarded");

  private static final Set<String> THEIRS =
      Set.of("connection", "transfer-encoding", "content-length", "server", "date");

  private final MlflowServer server;
  private final RegistryEffects effects;

  PassThrough(MlflowServer server, RegistryEffects effects) {
    this.server = server;
    this.effects = effects;
  }

  @RequestMapping({
    "/api/2.0/mlflow/**",
    "/api/2.1/mlflow/**",
    "/api/3.0/mlflow/**",
    "/api/2.0/mlflow-artifacts/**",
    "/v1/traces",
    "/version"
  })
  void pass(HttpServletRequest asked, HttpServletResponse answer) throws IOException {
    boolean counted = effects.isCounted(asked.getRequestURI());
    byte[] body = counted ? asked.getInputStream().readAllBytes() : new byte[0];
    HttpRequest.Builder request = HttpRequest.newBuilder();
    headers(asked, request);
    request.method(asked.getMethod(), counted ? BodyPublishers.ofByteArray(body) : body(asked));
    HttpResponse<InputStream> got = server.send(target(asked), request);
    try (InputStream in = got.body()) {
      if (counted && got.statusCode() == HttpServletResponse.SC_OK) {
        effects.count(asked.getMethod(), asked.getRequestURI(), new ByteArrayInputStream(body));
      }
      copy(got, in, answer);
    }
  }

  private static String target(HttpServletRequest asked) {
    String query = asked.getQueryString();
    return asked.getRequestURI() + (query == null ? "" : "?" + query);
  }

  private static void headers(HttpServletRequest asked, HttpRequest.Builder request) {
    for (String name : Collections.list(asked.getHeaderNames())) {
      if (!staysHere(name.toLowerCase(Locale.ROOT))) {
        Collections.list(asked.getHeaders(name)).forEach(value -> request.header(name, value));
      }
    }
  }

  /** Also what a client claims of a proxy before the sandbox: MLflow would make addresses of it. */
  private static boolean staysHere(String header) {
    return OURS.contains(header) || header.startsWith("x-forwarded-");
  }

  private static BodyPublisher body(HttpServletRequest asked) throws IOException {
    long length = asked.getContentLengthLong();
    if (length == 0 || (length < 0 && asked.getHeader("Transfer-Encoding") == null)) {
      return BodyPublishers.noBody();
    }
    InputStream in = asked.getInputStream();
    BodyPublisher streamed = BodyPublishers.ofInputStream(() -> in);
    return length < 0 ? streamed : BodyPublishers.fromPublisher(streamed, length);
  }

  private static void copy(
      HttpResponse<InputStream> got, InputStream in, HttpServletResponse answer)
      throws IOException {
    answer.setStatus(got.statusCode());
    got.headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!THEIRS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> answer.addHeader(name, value));
              }
            });
    in.transferTo(answer.getOutputStream());
  }
}
