package dev.mlharness.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A person who signs in at the sandbox's identity provider: authorization code with PKCE.
 *
 * @param passwords the folder with a file for each person
 */
record SignIn(URI issuer, Path passwords) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String BACK = "http://127.0.0.1/signed-in";

  /** The pair that RFC 7636 gives as its example. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  /** The ID token of a person of the seed. */
  String tokenOf(String person) {
    try {
      String password = Files.readString(passwords.resolve(person));
      return token(code(person + ":" + password));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Confirms the code that a program shows: the person opens the page, and allows it.
   *
   * @param page with the code in its address
   */
  void confirm(String person, URI page) throws IOException, InterruptedException {
    String login =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (person + ":" + Files.readString(passwords.resolve(person))).getBytes(UTF_8));
    HttpClient browser =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    URI verification = issuer.resolve("/oauth2/device_verification");
    String consent =
        browser
            .send(
                HttpRequest.newBuilder(URI.create(verification + "?" + page.getRawQuery()))
                    .header("Authorization", login)
                    .build(),
                BodyHandlers.ofString())
            .body();
    Matcher state = Pattern.compile("name=\"state\" value=\"([^\"]+)\"").matcher(consent);
    if (!state.find()) {
      throw new AssertionError("no page to consent on: " + consent);
    }
    String form =
        form(Map.of("client_id", "ml-harness-cli", "state", state.group(1)))
            + "&"
            + page.getRawQuery()
            + "&scope=profile&scope=email";
    String answer =
        browser
            .send(
                HttpRequest.newBuilder(verification)
                    .header("Authorization", login)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build(),
                BodyHandlers.ofString())
            .body();
    if (!answer.contains("Done")) {
      throw new AssertionError("the code was not confirmed: " + answer);
    }
  }

  private String code(String login) throws IOException, InterruptedException {
    String query =
        form(
            Map.of(
                "response_type", "code",
                "client_id", "ml-harness",
                "scope", "openid",
                "redirect_uri", BACK,
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256"));
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(issuer.resolve("/oauth2/authorize?" + query))
                .header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)))
                .build(),
            BodyHandlers.discarding());
    URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
    return back.getQuery().substring("code=".length());
  }

  private String token(String code) throws IOException, InterruptedException {
    String body =
        form(
            Map.of(
                "grant_type", "authorization_code",
                "client_id", "ml-harness",
                "code", code,
                "redirect_uri", BACK,
                "code_verifier", VERIFIER));
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(issuer.resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    return new ObjectMapper().readTree(answer.body()).required("id_token").asText();
  }

  private static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
