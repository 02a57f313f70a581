package dev.mlharness.starter.login;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import dev.mlharness.starter.console.CommandFailure;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * RFC 7523: a program shows the token of another system, which the identity provider trusts for
 * this client, and gets one of the identity provider. There is no secret that could be stored.
 *
 * @param scopes empty: none are asked for, as those of people are refused to programs by many
 */
record ProgramLogin(Provider provider, String client, List<String> scopes) {
  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /**
   * @throws CommandFailure when the identity provider does not trust it
   */
  AccessTokenResponse run(String assertion) {
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, provider.token());
    request.setConnectTimeout((int) Provider.PATIENCE.toMillis());
    request.setReadTimeout((int) Provider.PATIENCE.toMillis());
    request.setHeader("Content-Type", "application/x-www-form-urlencoded");
    Map<String, List<String>> parameters =
        new HashMap<>(
            Map.of(
                "grant_type", List.of("client_credentials"),
                "client_id", List.of(client),
                "client_assertion_type", List.of(ASSERTION),
                "client_assertion", List.of(assertion)));
    if (!scopes.isEmpty()) {
      parameters.put("scope", List.of(String.join(" ", scopes)));
    }
    request.setBody(URLUtils.serializeParameters(parameters));
    try {
      TokenResponse answer = OIDCTokenResponseParser.parse(request.send());
      if (answer.indicatesSuccess()) {
        return answer.toSuccessResponse();
      }
      throw refused(answer.toErrorResponse().getErrorObject());
    } catch (IOException | ParseException e) {
      throw CommandFailure.failed(
          "the identity provider %s gave no token: %s".formatted(provider.issuer(), e.getMessage()),
          null);
    }
  }

  private CommandFailure refused(ErrorObject error) {
    String said = error.getDescription() == null ? "" : ": " + error.getDescription();
    return CommandFailure.failed(
        "the identity provider %s does not take the assertion for the client '%s' (%s%s)"
            .formatted(provider.issuer(), client, error.getCode(), said),
        "it must trust issuer, subject and audience of that token for this client");
  }
}
