package dev.mlharness.identity.audit;

import dev.mlharness.identity.audit.IdentityInventory.Grant;
import dev.mlharness.identity.audit.IdentityInventory.Job;
import dev.mlharness.identity.audit.IdentityInventory.Policy;
import dev.mlharness.identity.audit.IdentityInventory.Principal;
import dev.mlharness.identity.audit.IdentityInventory.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which principals are gone though they are needed, unused though they stand, or too mighty. */
final class PrincipalRules {
  private static final String ADMINS = "admins";
  private static final Set<String> TOO_MUCH = Set.of("MANAGE", "ALL_PRIVILEGES");

  private final AuditLimits limits;
  private final IdentityInventory inventory;
  private final Map<String, Principal> principals;
  private final Mending mending;

  PrincipalRules(AuditLimits limits, IdentityInventory inventory) {
    this.limits = limits;
    this.inventory = inventory;
    this.principals =
        inventory.principals().stream()
            .collect(Collectors.toMap(Principal::name, Function.identity(), (one, other) -> one));
    this.mending = new Mending(inventory.place());
  }

  void judge(List<IdentityFinding> found) {
    inventory.jobs().forEach(each -> job(each, found));
    trusting().forEach((name, since) -> unused(name, since, found));
    Map<String, List<Role>> bound =
        inventory.roles().stream()
            .filter(role -> !role.auditor())
            .collect(
                Collectors.groupingBy(Role::principal, LinkedHashMap::new, Collectors.toList()));
    bound.forEach((name, roles) -> might(name, roles, found));
  }

  private void job(Job job, List<IdentityFinding> found) {
    String subject = "job " + job.id();
    if (isGone(job.owner())) {
      String evidence = "Its owner '%s' is deactivated or deleted.".formatted(job.owner());
      found.add(
          new IdentityFinding(
              Rule.JOB_OWNER_INACTIVE, subject, evidence, mending.changeOwner(job.id())));
    }
    if (isGone(job.runAs())) {
      String evidence = "Its runs run as '%s', deactivated or deleted.".formatted(job.runAs());
      found.add(
          new IdentityFinding(
              Rule.JOB_RUNS_AS_INACTIVE, subject, evidence, mending.changeRunAs(job.id())));
    }
  }

  private boolean isGone(@Nullable String name) {
    Principal known = name == null ? null : principals.get(name);
    return name != null && (known == null || !known.active());
  }

  /** Names of the principals that the harness may become, and since when. */
  private Map<String, Instant> trusting() {
    Map<String, Instant> since = new LinkedHashMap<>();
    Set<String> issuers =
        inventory.roles().stream().map(Role::issuer).collect(Collectors.toUnmodifiableSet());
    for (Policy policy : inventory.policies()) {
      if (issuers.contains(policy.issuer())) {
        named(policy.principalId())
            .forEach(
                principal ->
                    since.merge(
                        principal.name(),
                        policy.created(),
                        (one, other) -> one.isBefore(other) ? one : other));
      }
    }
    Instant begin = inventory.recordsBegin();
    if (begin != null && inventory.unread().contains(Area.POLICIES)) {
      inventory.roles().forEach(role -> since.putIfAbsent(role.principal(), begin));
    }
    return since;
  }

  private Stream<Principal> named(@Nullable String id) {
    return inventory.principals().stream().filter(each -> each.id().equals(id));
  }

  private void unused(String name, Instant since, List<IdentityFinding> found) {
    Principal principal = principals.get(name);
    Instant used = inventory.uses().get(name);
    Instant lastSign = used == null || used.isBefore(since) ? since : used;
    if (principal == null
        || !principal.active()
        || Duration.between(lastSign, inventory.taken()).compareTo(limits.principalIdle()) <= 0) {
      return;
    }
    Instant begin = inventory.recordsBegin();
    String evidence =
        used == null
            ? "It trusts the harness since %s; no receipt shows a use%s."
                .formatted(
                    Day.of(since),
                    begin == null ? "" : " (receipts begin on %s)".formatted(Day.of(begin)))
            : "It was last used on %s.".formatted(Day.of(used));
    found.add(
        new IdentityFinding(
            Rule.PRINCIPAL_UNUSED,
            "service principal " + principal.words(),
            evidence,
            mending.deactivate(principal.id())));
  }

  private void might(String name, List<Role> roles, List<IdentityFinding> found) {
    Principal principal = principals.get(name);
    if (principal == null) {
      return;
    }
    String who =
        "service principal %s of role %s"
            .formatted(
                principal.words(),
                roles.stream()
                    .map(Role::name)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", ")));
    String admins = principal.groups().get(ADMINS);
    if (admins != null) {
      found.add(
          new IdentityFinding(
              Rule.ROLE_IS_ADMIN,
              who,
              "It is in the group 'admins': what it may do is not limited by any grant.",
              mending.leaveGroup(admins, principal.id())));
    }
    inventory.grants().stream()
        .filter(grant -> TOO_MUCH.contains(grant.privilege()))
        .filter(
            grant ->
                grant.principal().equals(name) || principal.groups().containsKey(grant.principal()))
        .forEach(grant -> found.add(rules(grant, who)));
  }

  private IdentityFinding rules(Grant grant, String who) {
    String privilege = grant.privilege().replace('_', ' ');
    return new IdentityFinding(
        Rule.ROLE_RULES_CATALOG,
        "%s: %s on catalog %s".formatted(who, privilege, grant.catalog()),
        "'%s' holds %s on all of catalog %s."
            .formatted(grant.principal(), privilege, grant.catalog()),
        mending.revoke(grant.catalog(), grant.principal(), grant.privilege()));
  }
}
