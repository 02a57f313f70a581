package dev.mlharness.e2e.contract;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The token exchange of the sandbox, for a service principal that trusts the issuer. */
final class WorkspaceTokenDoor implements TokenDoor {
  private final TokenIssuer issuer = new TokenIssuer(null);
  private final RealSandbox sandbox;

  WorkspaceTokenDoor(RealSandbox sandbox) {
    this.sandbox = sandbox;
    sandbox
        .administrator()
        .trust(
            RealWorkspaces.PRINCIPAL,
            "attacked-" + UUID.randomUUID(),
            "{\"oidc_policy\":{\"issuer\":\"%s\",\"audiences\":[\"databricks\"],\"subject\":\"me\"}}"
                .formatted(issuer.url()));
  }

  @Override
  public Answer show(String token) {
    String form =
        Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token_type", "urn:ietf:params:oauth:token-type:jwt",
                "client_id", RealWorkspaces.PRINCIPAL,
                "scope", "all-apis",
                "subject_token", token)
            .entrySet()
            .stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return HttpDoor.post(
        sandbox.address().resolve("/oidc/v1/token"),
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        form);
  }

  @Override
  public TokenIssuer issuer() {
    return issuer;
  }

  @Override
  public JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url())
        .subject("me")
        .audience("databricks")
        .expirationTime(TokenDoorContract.in(300));
  }

  /** A token of the workspace never lives longer than the one it was given for. */
  @Override
  public boolean lenient() {
    return false;
  }

  @Override
  public void close() {
    issuer.close();
  }
}
