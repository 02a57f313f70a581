package dev.mlharness.starter.identity;

import dev.mlharness.identity.IdentityReport;
import dev.mlharness.identity.IdentityReport.AccountAddress;
import dev.mlharness.identity.IdentityReport.Chain;
import dev.mlharness.identity.TrustPolicy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A federation policy that a service principal needs.
 *
 * @param roles that stand for the principal, as {@code WORKSPACE/ROLE}
 * @param account where it is made; null if the worker does not know
 */
record WantedPolicy(
    String servicePrincipal,
    TreeSet<String> roles,
    TrustPolicy trust,
    @Nullable AccountAddress account) {

  /** One for each principal and trust; workspaces may share both. */
  static List<WantedPolicy> of(IdentityReport report) {
    Map<List<Object>, WantedPolicy> wanted = new LinkedHashMap<>();
    for (Chain chain : report.chains()) {
      wanted
          .computeIfAbsent(
              List.of(chain.servicePrincipal(), chain.policy()),
              key ->
                  new WantedPolicy(
                      chain.servicePrincipal(), new TreeSet<>(), chain.policy(), chain.account()))
          .roles()
          .add(chain.workspace() + "/" + chain.role());
    }
    return List.copyOf(wanted.values());
  }

  /** Whether a policy that is there lets the worker in. */
  boolean isMetBy(TrustPolicy there) {
    return there.issuer().equals(trust.issuer())
        && Objects.equals(there.subject(), trust.subject())
        && there.audiences().stream().anyMatch(trust.audiences()::contains);
  }

  /** The same trust has the same id, so that it is never created twice. */
  String id() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(json().getBytes(StandardCharsets.UTF_8));
      return "ml-harness-" + HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** As the account's API takes it. */
  String json() {
    return trust.json();
  }

  /** The command that finds the number of the principal, and the one that creates the policy. */
  List<String> commands() {
    return List.of(
        "databricks account service-principals list --filter 'applicationId eq \"%s\"'"
            .formatted(servicePrincipal),
        "databricks account service-principal-federation-policy create SERVICE_PRINCIPAL_ID --policy-id %s --json '%s'"
            .formatted(id(), json()));
  }
}
