package dev.mlharness.sandbox.federation;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.api.ErrorCode;
import dev.mlharness.sandbox.federation.AccountPolicy.Trust;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Federation policies of the account, as in Databricks' account API; for admins. */
@RestController
@RequestMapping("/api/2.0/accounts/{account}/federationPolicies")
class AccountPolicyController {

  static final String COLLECTION = "account-federation-policies";

  private final DocumentCollection<AccountPolicy> policies;

  AccountPolicyController(Documents documents) {
    this.policies = documents.collection(COLLECTION, AccountPolicy.class);
  }

  @ModelAttribute
  void onlyAdmins(@AuthenticationPrincipal Caller caller) {
    if (!caller.admin()) {
      throw ApiException.denied("Only an admin may see or change federation policies.");
    }
  }

  @GetMapping
  Map<String, List<AccountPolicy>> list() {
    return Map.of("policies", policies.list());
  }

  @PostMapping
  AccountPolicy create(
      @PathVariable String account,
      @RequestParam(name = "policy_id", required = false) @Nullable String id,
      @RequestBody Wanted wanted) {
    if (wanted.oidcPolicy == null || wanted.oidcPolicy.issuer() == null) {
      throw ApiException.invalid("oidc_policy of an account's federation policy needs issuer.");
    }
    String policyId = id == null ? UUID.randomUUID().toString() : id;
    String now = Instant.now().toString();
    var policy =
        new AccountPolicy(
            "accounts/%s/federationPolicies/%s".formatted(account, policyId),
            UUID.randomUUID().toString(),
            policyId,
            wanted.description,
            wanted.oidcPolicy,
            now,
            now);
    if (!policies.putIfAbsent(policyId, policy)) {
      throw new ApiException(
          ErrorCode.ALREADY_EXISTS, "Federation policy '%s' exists already.".formatted(policyId));
    }
    return policy;
  }

  @DeleteMapping("/{id}")
  Map<String, String> delete(@PathVariable String id) {
    if (!policies.delete(id)) {
      throw ApiException.missing("Federation policy", id);
    }
    return Map.of();
  }

  private record Wanted(@Nullable String description, @Nullable Trust oidcPolicy) {}
}
