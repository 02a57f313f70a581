package dev.mlharness.sandbox.federation;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.federation.FederationPolicy.Oidc;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.identity.Principal.Kind;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Federation policies of service principals, as in Databricks' account API; for admins. */
@RestController
@RequestMapping("/api/2.0/accounts/{account}/servicePrincipals/{owner}/federationPolicies")
class FederationPolicyController {

  private final FederationPolicies policies;
  private final Directory directory;

  FederationPolicyController(FederationPolicies policies, Directory directory) {
    this.policies = policies;
    this.directory = directory;
  }

  @ModelAttribute
  void onlyAdmins(@AuthenticationPrincipal Caller caller, @PathVariable long owner) {
    if (!caller.admin()) {
      throw ApiException.denied("Only an admin may see or change federation policies.");
    }
    boolean known =
        directory
            .byId(Long.toString(owner))
            .filter(principal -> principal.kind() == Kind.SERVICE_PRINCIPAL)
            .isPresent();
    if (!known) {
      throw ApiException.missing("Service principal", owner);
    }
  }

  @GetMapping
  Map<String, List<FederationPolicy>> list(@PathVariable long owner) {
    return Map.of("policies", policies.of(owner));
  }

  @GetMapping("/{id}")
  FederationPolicy get(@PathVariable long owner, @PathVariable String id) {
    return policies.get(owner, id);
  }

  @PostMapping
  FederationPolicy create(
      @PathVariable long owner,
      @RequestParam(name = "policy_id", required = false) @Nullable String id,
      @RequestBody Wanted wanted) {
    String policyId = id == null ? UUID.randomUUID().toString() : id;
    return policies.create(owner, policyId, wanted.description, wanted.complete());
  }

  @PatchMapping("/{id}")
  FederationPolicy update(
      @PathVariable long owner, @PathVariable String id, @RequestBody Wanted wanted) {
    return policies.change(owner, id, wanted.description, wanted.complete());
  }

  @DeleteMapping("/{id}")
  Map<String, String> delete(@PathVariable long owner, @PathVariable String id) {
    policies.delete(owner, id);
    return Map.of();
  }

  /** The part of a policy that a caller may set. */
  private record Wanted(@Nullable String description, @Nullable Oidc oidcPolicy) {

    Oidc complete() {
      if (oidcPolicy == null || oidcPolicy.issuer() == null || oidcPolicy.subject() == null) {
        throw ApiException.invalid(
            "oidc_policy of a service principal's federation policy needs issuer and subject.");
      }
      return oidcPolicy;
    }
  }
}
