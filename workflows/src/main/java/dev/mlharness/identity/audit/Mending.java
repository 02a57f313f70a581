package dev.mlharness.identity.audit;

import dev.mlharness.identity.audit.IdentityInventory.Account;
import dev.mlharness.identity.audit.IdentityInventory.Place;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Commands for a shell that mend what was found. They take the token of an admin from {@code
 * DATABRICKS_TOKEN}. Names come from the workspace, where strangers may have chosen them: they are
 * quoted, so that a shell takes none for a command.
 */
final class Mending {
  private static final String PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
  private static final BitSet PLAIN = new BitSet();

  static {
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
        .chars()
        .forEach(PLAIN::set);
  }

  private final Place place;

  Mending(Place place) {
    this.place = place;
  }

  String deleteSecret(String principalId, String id) {
    return workspace(
        "DELETE",
        "/api/2.0/accounts/servicePrincipals/%s/credentials/secrets/%s"
            .formatted(segment(principalId), segment(id)),
        null);
  }

  String deleteToken(String id) {
    return workspace("DELETE", "/api/2.0/token-management/tokens/" + segment(id), null);
  }

  /** The account is known, or its policies could not have been read. */
  String deletePolicy(Account account, @Nullable String principalId, String id) {
    String owner = principalId == null ? "" : "/servicePrincipals/" + segment(principalId);
    return curl(
        "DELETE",
        account.host()
            + "/api/2.0/accounts/"
            + segment(account.id())
            + owner
            + "/federationPolicies/"
            + segment(id),
        null);
  }

  String changeOwner(long job) {
    return workspace(
        "PATCH",
        "/api/2.0/permissions/jobs/" + job,
        quoted("{\"access_control_list\": [{\"user_name\": \"")
            + "\"$NEW_OWNER\""
            + quoted("\", \"permission_level\": \"IS_OWNER\"}]}"));
  }

  String changeRunAs(long job) {
    return workspace(
        "POST",
        "/api/2.2/jobs/update",
        quoted(
                "{\"job_id\": %d, \"new_settings\": {\"run_as\": {\"service_principal_name\": \""
                    .formatted(job))
            + "\"$NEW_PRINCIPAL\""
            + quoted("\"}}}"));
  }

  String deactivate(String principalId) {
    return workspace(
        "PATCH",
        "/api/2.0/preview/scim/v2/ServicePrincipals/" + segment(principalId),
        quoted(
            "{\"schemas\": [\"%s\"], \"Operations\": [{\"op\": \"replace\", \"path\": \"active\", \"value\": false}]}"
                .formatted(PATCH_OP)));
  }

  String leaveGroup(String groupId, String principalId) {
    return workspace(
        "PATCH",
        "/api/2.0/preview/scim/v2/Groups/" + segment(groupId),
        quoted(
            "{\"schemas\": [\"%s\"], \"Operations\": [{\"op\": \"remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}]}"
                .formatted(PATCH_OP, principalId)));
  }

  String revoke(String catalog, String principal, String privilege) {
    return workspace(
        "PATCH",
        "/api/2.1/unity-catalog/permissions/catalog/" + segment(catalog),
        quoted(
            "{\"changes\": [{\"principal\": \"%s\", \"remove\": [\"%s\"]}]}"
                .formatted(json(principal), privilege)));
  }

  private String workspace(String method, String path, @Nullable String body) {
    return curl(method, place.host() + path, body);
  }

  private static String curl(String method, String url, @Nullable String body) {
    return "curl -fsS -X %s -H \"Authorization: Bearer $DATABRICKS_TOKEN\"%s %s"
        .formatted(
            method,
            body == null ? "" : " -H 'Content-Type: application/json' -d " + body,
            quoted(url));
  }

  /** One word of a shell, whatever is in it. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** One segment of a URL's path, whatever is in it. */
  private static String segment(String text) {
    StringBuilder segment = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (each >= 0 && PLAIN.get(each)) {
        segment.append((char) each);
      } else {
        segment.append("%%%02X".formatted(each & 0xff));
      }
    }
    return segment.toString();
  }
}
