package dev.mlharness.identity.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a workspace at one moment. Values of secrets and tokens are no part of it.
 *
 * @param uses when each principal, by name, was last used according to the receipts
 * @param recordsBegin since when there are receipts; null: there are none yet
 * @param unreadable what of all this could not be read; its lists are empty or incomplete
 */
public record IdentityInventory(
    Instant taken,
    Place place,
    List<Principal> principals,
    List<Secret> secrets,
    List<Token> tokens,
    List<Policy> policies,
    List<Job> jobs,
    List<Grant> grants,
    List<Role> roles,
    Map<String, Instant> uses,
    @Nullable Instant recordsBegin,
    List<Unreadable> unreadable) {

  public IdentityInventory {
    principals = List.copyOf(principals);
    secrets = List.copyOf(secrets);
    tokens = List.copyOf(tokens);
    policies = List.copyOf(policies);
    jobs = List.copyOf(jobs);
    grants = List.copyOf(grants);
    roles = List.copyOf(roles);
    uses = Map.copyOf(uses);
    unreadable = List.copyOf(unreadable);
  }

  /** The areas that were not, or not wholly, read. */
  public Set<Area> unread() {
    return unreadable.stream().map(Unreadable::area).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Where it was taken.
   *
   * @param host of the workspace, as in {@code https://dbc-12345678-abcd.cloud.databricks.com}
   * @param account of whom the federation policies are; null if it is not known
   */
  public record Place(String host, @Nullable Account account) {}

  /** A Databricks account. */
  public record Account(String host, String id) {}

  /**
   * A person or service principal.
   *
   * @param name a user name, or an application id
   * @param shown what people call it
   * @param groups by display name, with their numbers
   */
  public record Principal(
      String id, String name, String shown, boolean active, Map<String, String> groups) {
    public Principal {
      groups = Map.copyOf(groups);
    }

    /** As in {@code trainer (6f1d…)}: what people call it need not be its alone. */
    String words() {
      return shown.equals(name) ? name : "%s (%s)".formatted(shown, name);
    }
  }

  /** A secret of the service principal with the number {@code principalId}. */
  public record Secret(String id, String principalId, Instant created, Instant expires) {}

  /** A personal token; absent: it never expires, was never used. */
  public record Token(
      String id,
      String owner,
      Instant created,
      @Nullable Instant expires,
      @Nullable Instant lastUsed) {}

  /**
   * A federation policy.
   *
   * @param principalId the number of the service principal that trusts; null: the account does
   */
  public record Policy(
      String id,
      @Nullable String principalId,
      String issuer,
      @Nullable String subject,
      Instant created) {}

  /** A job, with the names of its owner and of whom its runs run as; null: a group, or unknown. */
  public record Job(long id, @Nullable String owner, @Nullable String runAs) {}

  /** A privilege that somebody, by name or group, holds on a whole catalog. */
  public record Grant(String catalog, String principal, String privilege) {}

  /**
   * A role of this worker.
   *
   * @param principal application id
   * @param issuer the identity provider by which the harness becomes the principal
   * @param auditor whether it is the one that reads all this, and must be an admin to do so
   */
  public record Role(String name, String principal, String issuer, boolean auditor) {}

  /**
   * An area that could not be read.
   *
   * @param mend what to do about it
   */
  public record Unreadable(Area area, String why, String mend) {}
}
