package dev.mlharness.activities.credentials;

import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a credential. Never the token.
 *
 * @param issuer the identity provider that vouched for this worker
 * @param subject this worker's name there
 * @param servicePrincipal as whom the credential acts, by application id
 * @param scopes what the credential is good for
 * @param tokenIdHash of the token's id, so that an audit log of the workspace can be matched; null
 *     if the token has none
 */
public record Receipt(
    String workspace,
    String role,
    String issuer,
    String subject,
    String servicePrincipal,
    List<String> scopes,
    Instant expiry,
    @Nullable String tokenIdHash) {

  public Receipt {
    scopes = List.copyOf(scopes);
  }

  static Receipt of(
      Workspace workspace, Role role, SecretToken subject, SecretToken token, List<String> scopes) {
    Claims worker = Claims.of(subject);
    return new Receipt(
        workspace.name(),
        role.name(),
        worker.issuer(),
        worker.subject(),
        role.servicePrincipal(),
        scopes,
        token.expiry(),
        Claims.of(token).idHash());
  }
}
