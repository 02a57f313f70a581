package dev.mlharness.activities.credentials;

import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.Workspace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a credential. Never the token.
 *
 * @param tokenIdHash of the token's id, so that an audit log of the workspace can be matched; null
 *     if the token has none
 */
record Receipt(
    String workspace,
    String role,
    String issuer,
    String subject,
    String servicePrincipal,
    Instant expiry,
    @Nullable String tokenIdHash) {

  static Receipt of(Workspace workspace, Role role, SecretToken subject, SecretToken token) {
    Claims worker = Claims.of(subject);
    return new Receipt(
        workspace.name(),
        role.name(),
        worker.issuer(),
        worker.subject(),
        role.servicePrincipal(),
        token.expiry(),
        Claims.of(token).idHash());
  }
}
