package dev.mlharness.sandbox.federation;

import java.time.Instant;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** For tests: makes a federation policy older than it is. */
@RestController
class PolicyDateController {

  private final FederationPolicies policies;

  PolicyDateController(FederationPolicies policies) {
    this.policies = policies;
  }

  @PatchMapping("/sandbox/servicePrincipals/{owner}/federationPolicies/{id}")
  FederationPolicy date(
      @PathVariable long owner, @PathVariable String id, @RequestBody Dates dates) {
    return policies.date(owner, id, dates.createTime.toString());
  }

  private record Dates(Instant createTime) {}
}
