package dev.mlharness.sandbox.federation;

import dev.mlharness.sandbox.federation.FederationPolicy.Oidc;
import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.seed.Seed;
import java.util.List;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Puts the seed's federation policies where they are not yet. */
@Component
@Lazy(false)
@DependsOn("seededDirectory")
final class SeededPolicies {

  SeededPolicies(Seed seed, Directory directory, FederationPolicies policies) {
    for (PolicySeed policy :
        seed.section("federation_policies", PolicySeed[].class).orElse(new PolicySeed[0])) {
      long owner = Long.parseLong(owner(policy, directory));
      if (!policies.has(owner, policy.policyId)) {
        var oidc = new Oidc(policy.issuer, policy.audiences, policy.subject, null, null, null);
        policies.create(owner, policy.policyId, "From the seed", oidc);
      }
    }
  }

  private static String owner(PolicySeed policy, Directory directory) {
    return directory
        .servicePrincipal(policy.servicePrincipal)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Seed, federation_policies: service_principal '%s' is not among service_principals"
                        .formatted(policy.servicePrincipal)))
        .id();
  }

  private record PolicySeed(
      String servicePrincipal,
      String policyId,
      String issuer,
      List<String> audiences,
      String subject) {}
}
