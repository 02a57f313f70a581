package dev.mlharness.identity.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something stale.
 *
 * @param subject what it is about, such as {@code secret 1f… of trainer}; the same in every audit
 * @param evidence one sentence, for people
 * @param mend the command that mends it; where no single one does, what to do
 */
public record IdentityFinding(Rule rule, String subject, String evidence, String mend) {

  /** How urgent it is: as its rule says. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public Severity severity() {
    return rule.severity();
  }

  /** Whether both are about the same, though their evidence may differ. */
  boolean isSameAs(IdentityFinding other) {
    return rule == other.rule && subject.equals(other.subject);
  }
}
