package dev.mlharness.identity.audit;

import dev.mlharness.identity.audit.IdentityInventory.Account;
import dev.mlharness.identity.audit.IdentityInventory.Grant;
import dev.mlharness.identity.audit.IdentityInventory.Job;
import dev.mlharness.identity.audit.IdentityInventory.Place;
import dev.mlharness.identity.audit.IdentityInventory.Policy;
import dev.mlharness.identity.audit.IdentityInventory.Principal;
import dev.mlharness.identity.audit.IdentityInventory.Role;
import dev.mlharness.identity.audit.IdentityInventory.Secret;
import dev.mlharness.identity.audit.IdentityInventory.Token;
import dev.mlharness.identity.audit.IdentityInventory.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An inventory in which nothing is stale, until a test adds something. */
final class SmallInventory {
  static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  static final String ISSUER = "https://idp.example.com";
  static final AuditLimits LIMITS =
      new AuditLimits(days(90), days(14), days(90), days(30), days(60), Set.of(ISSUER));

  private final List<Principal> principals =
      new ArrayList<>(
          List.of(
              new Principal("1", "app-trainer", "trainer", true, Map.of("ml", "70")),
              new Principal("2", "app-auditor", "auditor", true, Map.of("admins", "71")),
              new Principal("3", "gone@example.com", "Gone", false, Map.of())));
  private final List<Secret> secrets = new ArrayList<>();
  private final List<Token> tokens = new ArrayList<>();
  private final List<Policy> policies =
      new ArrayList<>(List.of(new Policy("worker", "1", ISSUER, "worker", ago(60))));
  private final List<Job> jobs = new ArrayList<>(List.of(new Job(7, "app-trainer", null)));
  private final List<Grant> grants =
      new ArrayList<>(List.of(new Grant("main", "ml", "USE_CATALOG")));
  private final Map<String, Instant> uses = new TreeMap<>();
  private final List<Unreadable> unreadable = new ArrayList<>();

  static Duration days(int number) {
    return Duration.ofDays(number);
  }

  static Instant ago(int days) {
    return NOW.minus(days(days));
  }

  static Instant in(int days) {
    return NOW.plus(days(days));
  }

  SmallInventory with(Object... things) {
    for (Object thing : things) {
      if (thing instanceof Principal principal) {
        principals.removeIf(each -> each.name().equals(principal.name()));
        principals.add(principal);
      } else if (thing instanceof Secret secret) {
        secrets.add(secret);
      } else if (thing instanceof Token token) {
        tokens.add(token);
      } else if (thing instanceof Policy policy) {
        policies.removeIf(each -> each.id().equals(policy.id()));
        policies.add(policy);
      } else if (thing instanceof Job job) {
        jobs.add(job);
      } else if (thing instanceof Grant grant) {
        grants.add(grant);
      } else if (thing instanceof Unreadable closed) {
        unreadable.add(closed);
        if (closed.area() == Area.POLICIES) {
          policies.clear();
        }
      }
    }
    return this;
  }

  SmallInventory used(String principal, Instant moment) {
    uses.put(principal, moment);
    return this;
  }

  IdentityInventory taken() {
    return new IdentityInventory(
        NOW,
        new Place("https://dbc.example.com", new Account("https://accounts.example.com", "acc")),
        principals,
        secrets,
        tokens,
        policies,
        jobs,
        grants,
        List.of(
            new Role("trainer", "app-trainer", ISSUER, false),
            new Role("auditor", "app-auditor", ISSUER, true)),
        uses,
        ago(61),
        unreadable);
  }

  List<IdentityFinding> findings() {
    return new IdentityRules(LIMITS).judge(taken());
  }

  List<Rule> broken() {
    return findings().stream().map(IdentityFinding::rule).toList();
  }
}
