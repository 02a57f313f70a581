package dev.mlharness.sandbox.idp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import dev.mlharness.sandbox.RunningSandbox;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People sign in at the identity provider as at any other. */
class SignInTest {
  private static final String LEAD = "ml-lead@example.com";
  private static final String BACK = "http://127.0.0.1:49152/signed-in";

  /** The pair that RFC 7636 gives as its example. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  @TempDir static Path home;
  private static RunningSandbox sandbox;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.in(home);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void aPersonGetsATokenThatSaysWhoTheyAre() throws Exception {
    JsonNode answer = tokens(code(authorize(LEAD, password(LEAD))), VERIFIER);

    JWTClaimsSet claims = JWTParser.parse(answer.path("id_token").asString()).getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(sandbox.issuer());
    assertThat(claims.getSubject()).isEqualTo(LEAD);
    assertThat(claims.getAudience()).containsExactly("ml-harness");
    assertThat(claims.getStringClaim("email")).isEqualTo(LEAD);
    assertThat(claims.getStringListClaim("groups"))
        .containsExactlyInAnyOrder("ml-engineers", "ml-leads");
    assertThat(claims.getExpirationTime().toInstant())
        .isBefore(Instant.now().plus(Duration.ofMinutes(11)));
  }

  @Test
  void whoDoesNotKnowThePasswordGetsNoCode() throws Exception {
    assertThat(authorize(LEAD, "guess").statusCode()).isEqualTo(401);
    assertThat(authorize("nobody@example.com", "guess").statusCode()).isEqualTo(401);
  }

  @Test
  void aCodeIsGoodOnceAndOnlyForTheOneWhoAskedForIt() throws Exception {
    String stolen = code(authorize(LEAD, password(LEAD)));
    assertThat(tokens(stolen, "x".repeat(43)).path("error").asString()).isEqualTo("invalid_grant");

    String used = code(authorize(LEAD, password(LEAD)));
    assertThat(tokens(used, VERIFIER).has("id_token")).isTrue();
    assertThat(tokens(used, VERIFIER).path("error").asString()).isEqualTo("invalid_grant");
  }

  @Test
  void whoeverSignsOutComesBackToTheClientOnAnyPortAndNowhereElse() throws Exception {
    String hint =
        tokens(code(authorize(LEAD, password(LEAD))), VERIFIER).path("id_token").asString();

    HttpResponse<String> out = signOut(hint, "http://127.0.0.1:49152/signed-out");
    assertThat(out.statusCode()).isEqualTo(302);
    assertThat(out.headers().firstValue("Location")).contains("http://127.0.0.1:49152/signed-out");
    assertThat(signOut(hint, "http://evil.example.com/signed-out").statusCode()).isEqualTo(400);
    assertThat(signOut(hint, "http://127.0.0.1:49152/elsewhere").statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> signOut(String hint, String back) throws Exception {
    return http.send(
        HttpRequest.newBuilder(
                URI.create(
                    sandbox.issuer()
                        + "/connect/logout?"
                        + form(Map.of("id_token_hint", hint, "post_logout_redirect_uri", back))))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> authorize(String name, String password) throws Exception {
    Map<String, String> query =
        Map.of(
            "response_type", "code",
            "client_id", "ml-harness",
            "scope", "openid",
            "redirect_uri", BACK,
            "code_challenge", CHALLENGE,
            "code_challenge_method", "S256");
    String basic = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
    return http.send(
        HttpRequest.newBuilder(URI.create(sandbox.issuer() + "/oauth2/authorize?" + form(query)))
            .header("Authorization", "Basic " + basic)
            .build(),
        BodyHandlers.ofString());
  }

  private static String code(HttpResponse<String> answer) {
    String back = answer.headers().firstValue("Location").orElseThrow();
    assertThat(back).startsWith(BACK + "?code=");
    return URI.create(back).getQuery().substring("code=".length());
  }

  private JsonNode tokens(String code, String verifier) throws Exception {
    Map<String, String> body =
        Map.of(
            "grant_type", "authorization_code",
            "client_id", "ml-harness",
            "code", code,
            "redirect_uri", BACK,
            "code_verifier", verifier);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(sandbox.issuer() + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(body)))
                .build(),
            BodyHandlers.ofString());
    return JsonMapper.shared().readTree(answer.body());
  }

  private static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String password(String name) throws Exception {
    return Files.readString(home.resolve("people").resolve(name));
  }
}
