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
 * @param servicePrincipal as whom the credential acts: by application id at Databricks, by the name
 *     of the role, account or application at a cloud
 * @param scopes what the credential is good for
 * @param tokenIdHash of the token's id, so that an audit log of the workspace can be matched; null
 *     if the token has none
 * @param opens {@value #DATABRICKS}, or the cloud
 */
public record Receipt(
    String workspace,
    String role,
    String issuer,
    String subject,
    String servicePrincipal,
    List<String> scopes,
    Instant expiry,
    @Nullable String tokenIdHash,
    String opens) {
  public static final String DATABRICKS = "databricks";

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
        Claims.of(token).idHash(),
        DATABRICKS);
  }

  /**
   * Of a credential of a cloud.
   *
   * @param cloud {@code aws}, {@code google} or {@code azure}
   * @param principal as whom it acts there
   * @param id by which the cloud's own log names the credential; null if it does not
   */
  public static Receipt ofCloud(
      Workspace workspace,
      Role role,
      Introduction worker,
      String cloud,
      String principal,
      List<String> scopes,
      Instant expiry,
      @Nullable String id) {
    return new Receipt(
        workspace.name(),
        role.name(),
        worker.issuer(),
        worker.subject(),
        principal,
        scopes,
        expiry,
        id == null ? null : Claims.hash(id),
        cloud);
  }
}
