package dev.mlharness.sandbox.federation;

import dev.mlharness.sandbox.SandboxSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The token endpoint of the workspace and of its account: token exchange (RFC 8693) and client
 * credentials.
 */
@RestController
class TokenController {

  private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String CLIENT_CREDENTIALS = "client_credentials";
  private static final String JWT_TYPE = "urn:ietf:params:oauth:token-type:jwt";
  private static final String ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";
  private static final String SCOPE = "all-apis";

  private final TokenExchange exchange;
  private final ClientCredentials clientCredentials;
  private final String accountId;

  TokenController(
      TokenExchange exchange, ClientCredentials clientCredentials, SandboxSettings settings) {
    this.exchange = exchange;
    this.clientCredentials = clientCredentials;
    this.accountId = settings.accountId();
  }

  @PostMapping(
      path = {"/oidc/v1/token", "/oidc/accounts/{account}/v1/token"},
      consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Granted> token(
      @PathVariable(required = false) @Nullable String account,
      @RequestParam Map<String, String> form,
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization) {
    if (account != null && !account.equals(accountId)) {
      throw OAuthException.invalidRequest("There is no account '%s' here.".formatted(account));
    }
    if (!Arrays.asList(form.getOrDefault("scope", SCOPE).split(" ")).contains(SCOPE)) {
      throw OAuthException.invalidScope(
          "scope is '%s', and must be '%s'.".formatted(form.get("scope"), SCOPE));
    }
    Granted granted =
        switch (form.getOrDefault("grant_type", "")) {
          case TOKEN_EXCHANGE -> Granted.of(exchanged(form), ACCESS_TOKEN_TYPE);
          case CLIENT_CREDENTIALS ->
              Granted.of(clientCredentials.token(ClientSecret.of(form, authorization)), null);
          default ->
              throw OAuthException.unsupportedGrant(
                  "grant_type is '%s', and must be '%s' or '%s'."
                      .formatted(form.get("grant_type"), TOKEN_EXCHANGE, CLIENT_CREDENTIALS));
        };
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(granted);
  }

  private Jwt exchanged(Map<String, String> form) {
    if (!JWT_TYPE.equals(form.get("subject_token_type"))) {
      throw OAuthException.invalidRequest(
          "subject_token_type is '%s', and must be '%s'."
              .formatted(form.get("subject_token_type"), JWT_TYPE));
    }
    String subject = required(form, "subject_token");
    return form.containsKey("client_id")
        ? exchange.exchange(subject, required(form, "client_id"))
        : exchange.exchange(subject);
  }

  private static String required(Map<String, String> form, String name) {
    String value = form.get(name);
    if (value == null || value.isBlank()) {
      throw OAuthException.invalidRequest(name + " is missing.");
    }
    return value;
  }

  @ExceptionHandler
  ResponseEntity<Refused> refused(OAuthException e) {
    return ResponseEntity.status(e.status())
        .cacheControl(CacheControl.noStore())
        .body(new Refused(e.error(), e.getMessage()));
  }

  private record Granted(
      String accessToken,
      @Nullable String issuedTokenType,
      String tokenType,
      long expiresIn,
      String scope) {

    static Granted of(Jwt token, @Nullable String issuedTokenType) {
      Instant expiry = Objects.requireNonNull(token.getExpiresAt());
      return new Granted(
          token.getTokenValue(),
          issuedTokenType,
          "Bearer",
          Duration.between(Instant.now(), expiry).toSeconds(),
          SCOPE);
    }
  }

  private record Refused(String error, @Nullable String errorDescription) {}
}
