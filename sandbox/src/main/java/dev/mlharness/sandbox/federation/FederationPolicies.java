package dev.mlharness.sandbox.federation;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.api.ErrorCode;
import dev.mlharness.sandbox.federation.FederationPolicy.Oidc;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The federation policies of all service principals. */
@Component
class FederationPolicies {

  private final DocumentCollection<FederationPolicy> policies;

  FederationPolicies(Documents documents) {
    this.policies = documents.collection("federation-policies", FederationPolicy.class);
  }

  List<FederationPolicy> of(long servicePrincipalId) {
    return policies.list().stream()
        .filter(policy -> policy.servicePrincipalId() == servicePrincipalId)
        .toList();
  }

  FederationPolicy get(long servicePrincipalId, String policyId) {
    return policies
        .get(key(servicePrincipalId, policyId))
        .orElseThrow(() -> ApiException.missing("Federation policy", policyId));
  }

  boolean has(long servicePrincipalId, String policyId) {
    return policies.get(key(servicePrincipalId, policyId)).isPresent();
  }

  FederationPolicy create(
      long servicePrincipalId, String policyId, @Nullable String description, Oidc oidc) {
    String now = Instant.now().toString();
    var policy =
        new FederationPolicy(
            "servicePrincipals/%d/federationPolicies/%s".formatted(servicePrincipalId, policyId),
            UUID.randomUUID().toString(),
            policyId,
            servicePrincipalId,
            description,
            oidc,
            now,
            now);
    if (!policies.putIfAbsent(key(servicePrincipalId, policyId), policy)) {
      throw new ApiException(
          ErrorCode.ALREADY_EXISTS, "Federation policy '%s' exists already.".formatted(policyId));
    }
    return policy;
  }

  FederationPolicy change(
      long servicePrincipalId, String policyId, @Nullable String description, Oidc oidc) {
    return policies
        .update(
            key(servicePrincipalId, policyId),
            old ->
                new FederationPolicy(
                    old.name(),
                    old.uid(),
                    policyId,
                    servicePrincipalId,
                    description == null ? old.description() : description,
                    oidc,
                    old.createTime(),
                    Instant.now().toString()))
        .orElseThrow(() -> ApiException.missing("Federation policy", policyId));
  }

  FederationPolicy date(long servicePrincipalId, String policyId, String created) {
    return policies
        .update(
            key(servicePrincipalId, policyId),
            old ->
                new FederationPolicy(
                    old.name(),
                    old.uid(),
                    policyId,
                    servicePrincipalId,
                    old.description(),
                    old.oidcPolicy(),
                    created,
                    created))
        .orElseThrow(() -> ApiException.missing("Federation policy", policyId));
  }

  void delete(long servicePrincipalId, String policyId) {
    if (!policies.delete(key(servicePrincipalId, policyId))) {
      throw ApiException.missing("Federation policy", policyId);
    }
  }

  private static String key(long servicePrincipalId, String policyId) {
    return servicePrincipalId + "/" + policyId;
  }
}
