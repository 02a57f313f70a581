package dev.mlharness.sandbox.federation;

import dev.mlharness.sandbox.access.WorkspaceTokens;
import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.identity.Principal;
import dev.mlharness.sandbox.secrets.PrincipalSecrets;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Gives a token of the workspace for a secret of a service principal. */
@Component
class ClientCredentials {

  private static final Duration LIFE = Duration.ofHours(1);

  private final PrincipalSecrets secrets;
  private final WorkspaceTokens tokens;
  private final Directory directory;

  ClientCredentials(PrincipalSecrets secrets, WorkspaceTokens tokens, Directory directory) {
    this.secrets = secrets;
    this.tokens = tokens;
    this.directory = directory;
  }

  /** Who is unknown and who has a wrong secret get the same answer. */
  Jwt token(ClientSecret client) {
    return directory
        .principals()
        .get(client.clientId())
        .filter(principal -> principal.kind() == Principal.Kind.SERVICE_PRINCIPAL)
        .filter(Principal::active)
        .filter(principal -> secrets.proves(principal.id(), client.secret()))
        .map(principal -> tokens.issue(principal.name(), Instant.now().plus(LIFE)))
        .orElseThrow(() -> OAuthException.invalidClient("Client authentication failed"));
  }
}
