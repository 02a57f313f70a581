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
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program without a browser gets a person's tokens once the person has confirmed its code. */
class DeviceFlowTest {
  private static final String LEAD = "ml-lead@example.com";
  private static final Pattern STATE = Pattern.compile("name=\"state\" value=\"([^\"]+)\"");

  @TempDir static Path home;
  private static RunningSandbox sandbox;
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.in(home);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void whoConfirmsTheCodeSignsTheProgramIn() throws Exception {
    JsonNode device = askForCode();
    assertThat(device.path("verification_uri_complete").asString())
        .startsWith(sandbox.issuer() + "/activate?user_code=");
    assertThat(open(device.path("verification_uri_complete").asString()).body())
        .contains(device.path("user_code").asString());

    assertThat(answer(device, true).body()).contains("Done");
    JsonNode tokens = poll(device);

    JWTClaimsSet claims = JWTParser.parse(tokens.path("access_token").asString()).getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo(LEAD);
    assertThat(claims.getAudience()).containsExactly("ml-harness");
    assertThat(claims.getStringListClaim("groups")).contains("ml-leads");

    JsonNode fresh =
        post(
            "/oauth2/token",
            Map.of(
                "grant_type", "refresh_token",
                "client_id", "ml-harness-cli",
                "refresh_token", tokens.path("refresh_token").asString()));
    assertThat(JWTParser.parse(fresh.path("access_token").asString()).getJWTClaimsSet())
        .returns(LEAD, JWTClaimsSet::getSubject)
        .returns(claims.getAudience(), JWTClaimsSet::getAudience);
  }

  @Test
  void aProgramWaitsAndIsToldToWaitLonger() throws Exception {
    JsonNode device = askForCode();

    assertThat(poll(device).path("error").asString()).isEqualTo("authorization_pending");
    assertThat(poll(device).path("error").asString()).isEqualTo("slow_down");
  }

  @Test
  void whoDeniesGivesNothing() throws Exception {
    JsonNode device = askForCode();

    assertThat(answer(device, false).body()).contains("Denied");
    assertThat(poll(device).path("error").asString()).isEqualTo("access_denied");
  }

  @Test
  void aCodeThatNobodyWasGivenIsRefused() throws Exception {
    HttpResponse<String> page =
        open(sandbox.issuer() + "/oauth2/device_verification?user_code=ABCD-EFGH");

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("No such code");
  }

  @Test
  void aClientThatIsForSomethingElseGetsNoCode() throws Exception {
    for (String client : new String[] {"ml-harness", "ci", "nobody"}) {
      assertThat(
              post("/oauth2/device_authorization", Map.of("client_id", client))
                  .path("error")
                  .asString())
          .as(client)
          .isEqualTo("invalid_client");
    }
  }

  private JsonNode askForCode() throws Exception {
    return post(
        "/oauth2/device_authorization",
        Map.of("client_id", "ml-harness-cli", "scope", "openid profile email"));
  }

  private JsonNode poll(JsonNode device) throws Exception {
    return post(
        "/oauth2/token",
        Map.of(
            "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
            "client_id", "ml-harness-cli",
            "device_code", device.path("device_code").asString()));
  }

  private HttpResponse<String> answer(JsonNode device, boolean yes) throws Exception {
    String code = device.path("user_code").asString();
    HttpResponse<String> consent =
        open(sandbox.issuer() + "/oauth2/device_verification?user_code=" + code);
    assertThat(consent.body()).contains("May ml-harness-cli act as " + LEAD, code);
    Matcher state = STATE.matcher(consent.body());
    assertThat(state.find()).isTrue();
    String form =
        form(Map.of("client_id", "ml-harness-cli", "state", state.group(1), "user_code", code))
            + (yes ? "&scope=profile&scope=email" : "");
    return http.send(
        asPerson(sandbox.issuer() + "/oauth2/device_verification")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> open(String address) throws Exception {
    return http.send(asPerson(address).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder asPerson(String address) throws Exception {
    String login = LEAD + ":" + Files.readString(home.resolve("people").resolve(LEAD));
    return HttpRequest.newBuilder(URI.create(address))
        .header(
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
  }

  private JsonNode post(String path, Map<String, String> values) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(sandbox.issuer() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(values)))
                .build(),
            BodyHandlers.ofString());
    return JsonMapper.shared().readTree(answer.body());
  }

  private static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
