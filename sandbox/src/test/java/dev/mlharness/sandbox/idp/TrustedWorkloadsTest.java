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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A job of a CI system is known by the token of its platform, and has no secret. */
class TrustedWorkloadsTest {
  @TempDir Path home;

  @Test
  void theTokenOfTheJobIsTakenForItsClientAndNoOther() throws Exception {
    try (RunningSandbox sandbox = RunningSandbox.in(home)) {
      String job = Files.readString(home.resolve("tokens/ci-job"));
      JsonNode answer = ask(sandbox, "ci-recipes", job);
      assertThat(answer.has("access_token")).as(answer.toString()).isTrue();
      JWTClaimsSet claims =
          JWTParser.parse(answer.path("access_token").asString()).getJWTClaimsSet();
      assertThat(claims.getAudience()).containsExactly("ml-harness");
      assertThat(claims.getStringClaim("email")).isEqualTo("ci-recipes@example.com");
      assertThat(claims.getStringListClaim("groups")).contains("ml-engineers");

      String worker = Files.readString(home.resolve("tokens/ml-harness-worker"));
      assertRefused(ask(sandbox, "ci-recipes", worker));
      assertRefused(ask(sandbox, "ci-recipes", job.substring(0, job.length() - 4) + "AAAA"));
      assertRefused(ask(sandbox, "ci-recipes", "nonsense"));
      assertRefused(ask(sandbox, "ci", job));
      assertRefused(ask(sandbox, "ml-harness", job));
      assertRefused(ask(sandbox, "nobody", job));
    }
  }

  private static void assertRefused(JsonNode answer) {
    assertThat(answer.path("error").asString()).as(answer.toString()).isEqualTo("invalid_client");
    assertThat(answer.has("access_token")).isFalse();
  }

  private static JsonNode ask(RunningSandbox sandbox, String client, String assertion)
      throws Exception {
    String form =
        Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                client,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion)
            .entrySet()
            .stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.issuer() + "/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return JsonMapper.shared()
        .readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }
}
