package dev.mlharness.approval;

import dev.mlharness.recipe.Approve;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the decisions given so far suffice. Immutable; says why a decision does not count.
 *
 * @param evidence digest of what is decided on
 * @param owners those whose own work this is, as names or e-mail addresses
 * @param given decisions that count, in order
 */
public record Approval(
    Approve policy, String evidence, Set<String> owners, List<GivenDecision> given) {
  public Approval {
    owners = owners.stream().map(Approval::same).collect(Collectors.toUnmodifiableSet());
    given = List.copyOf(given);
  }

  public Approval(Approve policy, String evidence, Set<String> owners) {
    this(policy, evidence, owners, List.of());
  }

  /** Why a decision cannot count; empty when it counts. */
  public Optional<String> refusal(Decision decision) {
    if (settled()) {
      return Optional.of("the gate is closed: " + standing());
    }
    if (decision.evidence() != null && !decision.evidence().equals(evidence)) {
      return Optional.of(
          "it was given for evidence %s; the gate shows %s"
              .formatted(decision.evidence(), evidence));
    }
    if (decision.verdict() == Verdict.REJECT) {
      return Optional.empty();
    }
    String person = decision.person();
    if (policy.separation() && owners.contains(same(person))) {
      return Optional.of(person + " may not approve their own work");
    }
    if (given.stream().anyMatch(g -> same(g.decision().person()).equals(same(person)))) {
      return Optional.of(person + " has approved already");
    }
    return Optional.empty();
  }

  /** With one more decision, which must not be one that is refused. */
  public Approval with(Decision decision, Instant at) {
    List<GivenDecision> more = new ArrayList<>(given);
    more.add(new GivenDecision(decision, at));
    return new Approval(policy, evidence, owners, more);
  }

  public boolean rejected() {
    return given.stream().anyMatch(g -> g.decision().verdict() == Verdict.REJECT);
  }

  public boolean approved() {
    return !rejected() && missing() == 0;
  }

  public boolean settled() {
    return rejected() || missing() == 0;
  }

  /** How many more people must approve. */
  public int missing() {
    return Math.max(0, policy.required() - given.size());
  }

  /** Where the gate stands, for people. */
  public String standing() {
    if (given.isEmpty()) {
      return policy.required() == 0 ? "no approval is required" : "nobody has decided";
    }
    return given.stream().map(GivenDecision::sentence).collect(Collectors.joining("; "));
  }

  private static String same(String person) {
    return person.strip().toLowerCase(Locale.ROOT);
  }
}
