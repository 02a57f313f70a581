package dev.mlharness.identity.audit;

import dev.mlharness.identity.audit.IdentityInventory.Account;
import dev.mlharness.identity.audit.IdentityInventory.Policy;
import dev.mlharness.identity.audit.IdentityInventory.Principal;
import java.util.List;

/** Which federation policies trust too many. */
final class PolicyRules {
  private final AuditLimits limits;
  private final IdentityInventory inventory;
  private final Mending mending;

  PolicyRules(AuditLimits limits, IdentityInventory inventory) {
    this.limits = limits;
    this.inventory = inventory;
    this.mending = new Mending(inventory.place());
  }

  void judge(List<IdentityFinding> found) {
    Account account = inventory.place().account();
    if (account != null) {
      inventory.policies().forEach(each -> judge(each, account, found));
    }
  }

  private void judge(Policy policy, Account account, List<IdentityFinding> found) {
    String subject = "federation policy %s of %s".formatted(policy.id(), owner(policy));
    String delete = mending.deletePolicy(account, policy.principalId(), policy.id());
    String trusted = policy.subject();
    // A policy of the account names no subject: each token stands for the user that it names.
    if (policy.principalId() != null
        && (trusted == null || trusted.isBlank() || trusted.contains("*"))) {
      String evidence =
          trusted == null || trusted.isBlank()
              ? "It names no subject."
              : "It trusts the subject '%s'.".formatted(trusted);
      found.add(new IdentityFinding(Rule.POLICY_WILDCARD_SUBJECT, subject, evidence, delete));
    }
    if (!limits.trustedIssuers().contains(policy.issuer())) {
      String evidence =
          "It trusts the issuer '%s', which is not configured.".formatted(policy.issuer());
      found.add(new IdentityFinding(Rule.POLICY_FOREIGN_ISSUER, subject, evidence, delete));
    }
  }

  private String owner(Policy policy) {
    if (policy.principalId() == null) {
      return "the account";
    }
    return inventory.principals().stream()
        .filter(each -> each.id().equals(policy.principalId()))
        .map(Principal::shown)
        .findFirst()
        .orElse(policy.principalId());
  }
}
