package dev.mlharness.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** The desk as a client meets it; what it signs is tested beside it. */
class StartControllerTest {
  private static final String WELL_FORMED = "{\"recipe\": {}, \"pipeline\": \"fraud-1\"}";

  @TempDir private static Path folder;
  private static TestIssuer issuer;
  private static ConfigurableApplicationContext worker;

  @BeforeAll
  static void start() throws Exception {
    issuer = new TestIssuer();
    Path keys = folder.resolve("keys.json");
    JWKSet set = new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("k1").generate());
    Files.writeString(keys, set.toString(false));
    worker =
        new SpringApplicationBuilder(WorkerApplication.class)
            .profiles("local")
            .run(
                "--server.port=0",
                "--spring.temporal.connection.target=127.0.0.1:1",
                "--mlharness.drain-timeout=1s",
                "--mlharness.audit.folder=" + folder,
                "--mlharness.trust=signed",
                "--mlharness.people.issuer=" + issuer.url(),
                "--mlharness.people.audience=ml-harness",
                "--mlharness.signed-starts.key-file=" + keys,
                "--MLHARNESS_SUBJECT_TOKEN_FILE=/nowhere");
  }

  @AfterAll
  static void stop() {
    worker.close();
    issuer.close();
  }

  @Test
  void withoutATokenNothingIsSigned() throws Exception {
    assertProblem(post("", WELL_FORMED), 401, "Show a token");
    assertProblem(post("Basic YTpi", WELL_FORMED), 401, "Show a token");
  }

  @Test
  void aTokenThatProvesNothingIsSaidSo() throws Exception {
    String foreign = issuer.signed(issuer.claims().audience("another"));

    assertProblem(post("Bearer t", WELL_FORMED), 401, "Sign in again");
    assertProblem(post("Bearer " + foreign, WELL_FORMED), 401, "audience ml-harness");
    assertThat(post("Bearer " + foreign, WELL_FORMED).headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(challenge -> assertThat(challenge).contains("invalid_token"));
  }

  @Test
  void whatIsNoRequestIsSaidSo() throws Exception {
    assertProblem(post(lead(), "{"), 400, "no JSON");
    assertProblem(post(lead(), "{\"pipeline\": \"a\"}"), 400, "{recipe, pipeline}");
    assertProblem(post(lead(), " ".repeat(600_000)), 413, "512 KiB");
    assertProblem(post(lead(), WELL_FORMED), 422, "model");
  }

  @Test
  void decisionsAreSignedForNobodyWhoIsUnknownAndInNoOtherForm() throws Exception {
    assertProblem(decide("", "{}"), 401, "Show a token");
    assertProblem(decide(lead(), "{"), 400, "no JSON");
    assertProblem(decide(lead(), "{\"pipeline\": \"a\"}"), 400, "{pipeline, evidence, verdict");
    assertProblem(
        decide(lead(), "{\"pipeline\": \"a\", \"evidence\": \"e\", \"verdict\": \"maybe\"}"),
        400,
        "approve or reject");
  }

  @Test
  void anIdentityProviderThatDoesNotAnswerIsSaidSo() throws Exception {
    PeopleTokens tokens =
        new PeopleTokens(
            token -> {
              throw Failures.of(FailureType.UNAVAILABLE, "its keys cannot be had");
            });
    var answer = new MockHttpServletResponse();
    try {
      tokens.authenticate(new BearerTokenAuthenticationToken("t"));
    } catch (AuthenticationException refusal) {
      new RefusedTokens().commence(new MockHttpServletRequest(), answer, refusal);
    }
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getContentAsString()).contains("its keys cannot be had");
  }

  private static String lead() throws Exception {
    return "Bearer " + issuer.signed(issuer.claims());
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String words) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains(words);
  }

  private static HttpResponse<String> post(String authorization, String body) throws Exception {
    return post("/v1/starts", authorization, body);
  }

  private static HttpResponse<String> decide(String authorization, String body) throws Exception {
    return post("/v1/decisions", authorization, body);
  }

  private static HttpResponse<String> post(String path, String authorization, String body)
      throws Exception {
    String port = worker.getEnvironment().getRequiredProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .POST(BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
