package dev.mlharness.identity.audit;

import java.util.Locale;
import java.util.Set;

/** What an identity audit looks for. */
public enum Rule {
  SECRET_OLD(
      Set.of(Area.PRINCIPALS, Area.SECRETS),
      Severity.HIGH,
      "A secret of a service principal is older than secret-age. Replace it where it is used, then"
          + " delete it."),
  SECRET_EXPIRES_SOON(
      Set.of(Area.PRINCIPALS, Area.SECRETS),
      Severity.MEDIUM,
      "A secret of a service principal expires within secret-notice. Replace it where it is used,"
          + " then delete it."),
  SECRET_EXPIRED(
      Set.of(Area.PRINCIPALS, Area.SECRETS),
      Severity.LOW,
      "A secret of a service principal has expired and takes one of its five places."),
  TOKEN_NEVER_EXPIRES(
      Set.of(Area.TOKENS),
      Severity.HIGH,
      "A personal token has no expiry: whoever finds it may use it for ever."),
  TOKEN_OLD(Set.of(Area.TOKENS), Severity.MEDIUM, "A personal token is older than token-age."),
  TOKEN_UNUSED(
      Set.of(Area.TOKENS),
      Severity.MEDIUM,
      "A personal token was not used for longer than token-idle."),
  POLICY_WILDCARD_SUBJECT(
      Set.of(Area.PRINCIPALS, Area.POLICIES),
      Severity.HIGH,
      "A federation policy of a service principal names no single subject."),
  POLICY_FOREIGN_ISSUER(
      Set.of(Area.PRINCIPALS, Area.POLICIES),
      Severity.HIGH,
      "A federation policy trusts an identity provider that is not configured."),
  JOB_OWNER_INACTIVE(
      Set.of(Area.PRINCIPALS, Area.JOBS),
      Severity.MEDIUM,
      "The owner of a job was deactivated or deleted."),
  JOB_RUNS_AS_INACTIVE(
      Set.of(Area.PRINCIPALS, Area.JOBS),
      Severity.HIGH,
      "Runs of a job run as somebody who was deactivated or deleted."),
  PRINCIPAL_UNUSED(
      Set.of(Area.PRINCIPALS, Area.POLICIES),
      Severity.LOW,
      "A service principal trusts the harness, and no receipt shows a use of it for longer than"
          + " principal-idle."),
  ROLE_IS_ADMIN(
      Set.of(Area.PRINCIPALS),
      Severity.HIGH,
      "The service principal of a role is an admin of the workspace."),
  ROLE_RULES_CATALOG(
      Set.of(Area.PRINCIPALS, Area.PRIVILEGES),
      Severity.HIGH,
      "The service principal of a role holds MANAGE or ALL PRIVILEGES on a whole catalog."),
  AREA_UNREADABLE(Set.of(), Severity.MEDIUM, "A part of the inventory is closed to the auditor.");

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable.
  private final Set<Area> areas;

  private final Severity severity;
  private final String summary;

  Rule(Set<Area> areas, Severity severity, String summary) {
    this.areas = areas;
    this.severity = severity;
    this.summary = summary;
  }

  /** Whether nobody can tell that something no longer breaks this rule, so much was not read. */
  boolean isBlind(Set<Area> unread) {
    return areas.stream().anyMatch(unread::contains);
  }

  /** How urgent whatever breaks this rule is. */
  public Severity severity() {
    return severity;
  }

  /** What breaks this rule, for people. */
  public String summary() {
    return summary;
  }

  /** As in {@code secret-old}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
