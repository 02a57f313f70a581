package dev.mlharness.activities.approval;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.Person;
import dev.mlharness.activities.approval.PeopleDirectory.Member;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.approval.GateQuestion;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Verdict;
import dev.mlharness.recipe.Approve;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may decide at a gate. The same at the desk, when a decision arrives, and before it is done.
 */
public final class GateRules {
  private final PeopleDirectory directory;

  public GateRules(PeopleDirectory directory) {
    this.directory = directory;
  }

  /** Why this person's verdict does not count there; empty if it does. */
  Optional<String> refusal(OpenGate gate, Person person, Verdict verdict) {
    if (verdict == Verdict.APPROVE && gate.policy().separation() && owns(gate, person)) {
      return Optional.of(person.name() + " may not approve their own work");
    }
    List<String> groups = gate.policy().groups();
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    if (groups.stream().noneMatch(person.groups()::contains)) {
      return Optional.of(
          "%s is in none of the groups that decide here: %s"
              .formatted(person.name(), String.join(", ", groups)));
    }
    return left(gate, person.name());
  }

  /** Why somebody who was in a group that decides is in none now; empty if nobody can tell. */
  Optional<String> left(OpenGate gate, String person) {
    List<String> groups = gate.policy().groups();
    if (groups.isEmpty() || !directory.knows(gate.workspace())) {
      return Optional.empty();
    }
    return members(gate.workspace(), groups).stream().anyMatch(member -> member.is(person))
        ? Optional.empty()
        : Optional.of(
            "by the directory of workspace '%s', %s is now in none of the groups that decide here: %s"
                .formatted(gate.workspace(), person, String.join(", ", groups)));
  }

  /**
   * Whether enough people could decide.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code HELD} when they could not
   */
  void checkResolvable(GateQuestion question) {
    List<String> groups = question.policy().groups();
    if (groups.isEmpty() || !directory.knows(question.workspace())) {
      return;
    }
    for (String group : groups) {
      if (directory.members(question.workspace(), group).isEmpty()) {
        throw Failures.of(
            FailureType.HELD,
            "Nobody can say who is in group:%s, which approve.from names: the directory of workspace '%s' has no such group. Make it there, or name another in the recipe."
                .formatted(group, question.workspace()));
      }
    }
    checkEnough(question, groups);
  }

  private void checkEnough(GateQuestion question, List<String> groups) {
    Approve policy = question.policy();
    long able =
        members(question.workspace(), groups).stream()
            .filter(
                member -> !policy.separation() || question.owners().stream().noneMatch(member::is))
            .count();
    if (able < policy.required()) {
      throw Failures.of(
          FailureType.HELD,
          "The gate requires %d approvals, and %d of those in %s may give one%s. Add people to the groups, or require fewer."
              .formatted(
                  policy.required(),
                  able,
                  policy.whom(),
                  policy.separation() ? ", as nobody approves their own work" : ""));
    }
  }

  private Set<Member> members(String workspace, List<String> groups) {
    Set<Member> members = new HashSet<>();
    groups.forEach(group -> directory.members(workspace, group).ifPresent(members::addAll));
    return members;
  }

  private static boolean owns(OpenGate gate, Person person) {
    Member self =
        new Member(person.subject(), Set.copyOf(List.of(person.name(), person.subject())));
    return gate.owners().stream().anyMatch(self::is);
  }
}
