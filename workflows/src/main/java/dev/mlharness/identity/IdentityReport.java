package dev.mlharness.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the chain of each role holds. */
public record IdentityReport(List<Chain> chains) {
  public IdentityReport {
    chains = List.copyOf(chains);
  }

  /**
   * The chain of one role in one workspace.
   *
   * @param host of the workspace
   * @param servicePrincipal application id
   * @param links in order; what comes after a broken one was not tried
   * @param policy what the service principal must trust
   * @param account where policies are made; null if the worker does not know it
   */
  public record Chain(
      String workspace,
      String host,
      String role,
      String servicePrincipal,
      List<Link> links,
      TrustPolicy policy,
      @Nullable AccountAddress account) {
    public Chain {
      links = List.copyOf(links);
    }

    /** Whether the role can be used. */
    public boolean holds() {
      return links.stream().noneMatch(link -> link.state() == State.BROKEN);
    }
  }

  /**
   * One link.
   *
   * @param what was found
   * @param mend what to change; null if nothing needs to be
   */
  public record Link(String name, State state, String what, @Nullable String mend) {}

  /** How a link is. */
  public enum State {
    HOLDS,
    /** Could not be seen from here; the chain may hold all the same. */
    UNSURE,
    BROKEN
  }

  /** The Databricks account of a workspace. */
  public record AccountAddress(String host, String id) {}
}
