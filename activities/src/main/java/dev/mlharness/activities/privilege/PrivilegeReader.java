package dev.mlharness.activities.privilege;

import com.databricks.sdk.service.iam.ComplexValue;
import com.databricks.sdk.service.iam.MeRequest;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.databricks.WorkspaceClients.Call;
import dev.mlharness.activities.failure.Existence;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.privilege.Held;
import dev.mlharness.privilege.Privilege;
import dev.mlharness.privilege.Securable;
import io.temporal.failure.ApplicationFailure;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads privileges as the one who holds them, which needs no right but to be it: whoever does not
 * own or manage a securable is shown their own grants on it, and nobody else's. All methods fail as
 * {@link WorkspaceClients#call} does, except that what the holder may not see, it does not hold.
 */
public final class PrivilegeReader {
  private final Workspaces workspaces;
  private final WorkspaceClients clients;
  private final EffectiveGrants grants;

  public PrivilegeReader(Workspaces workspaces, WorkspaceClients clients) {
    this.workspaces = workspaces;
    this.clients = clients;
    this.grants = new EffectiveGrants(clients);
  }

  /**
   * Who the role is.
   *
   * @throws ApplicationFailure {@code ACCESS_DENIED} when not even that can be read
   */
  public Holder holder(Access access) {
    String principal = workspaces.role(access).servicePrincipal();
    Set<String> groups = new LinkedHashSet<>(Set.of(Holder.EVERYBODY));
    @Nullable Collection<ComplexValue> memberships =
        clients.call(
            access,
            "Reading the groups of " + principal,
            client -> client.currentUser().me(new MeRequest()).getGroups());
    if (memberships != null) {
      memberships.stream().map(ComplexValue::getDisplay).forEach(groups::add);
    }
    return new Holder(access, principal, groups);
  }

  /** What it holds on these securables and on what holds them, wherever it was granted. */
  public Set<Held> held(Holder holder, Collection<Securable> on) {
    Set<Held> held = new LinkedHashSet<>();
    on.forEach(securable -> held.addAll(grants.on(holder, securable)));
    on.stream()
        .flatMap(securable -> securable.levels().stream())
        .distinct()
        .flatMap(securable -> inherent(holder, securable).stream())
        .forEach(held::add);
    return held;
  }

  /**
   * What its groups hold, asked for each group by its name: some workspaces leave grants to groups
   * out of what they show to a member.
   */
  public Set<Held> heldByGroups(Holder holder, Collection<Securable> on) {
    Set<Held> held = new LinkedHashSet<>();
    for (Securable securable : on) {
      for (String group : holder.groups()) {
        held.addAll(grants.on(holder, securable, group));
      }
    }
    return held;
  }

  /** Whether there is such a thing, as far as the role can tell: what it may not see, is there. */
  public boolean exists(Access access, Securable securable) {
    try {
      clients.call(access, "Reading " + securable.words(), granted(securable));
      return true;
    } catch (ApplicationFailure failure) {
      if (Existence.is(failure, FailureType.NOT_FOUND)) {
        return false;
      }
      if (Existence.is(failure, FailureType.ACCESS_DENIED)) {
        return true;
      }
      throw failure;
    }
  }

  /** What comes with the securable itself: owning it, or for an endpoint managing it. */
  private Optional<Held> inherent(Holder holder, Securable securable) {
    return EffectiveGrants.visible(
            () -> clients.call(holder.access(), "Reading " + securable.words(), granted(securable)))
        .flatMap(
            found ->
                securable.kind() == Securable.Kind.ENDPOINT
                    ? managed(holder, securable, found)
                    : owned(holder, securable, found));
  }

  private static Optional<Held> owned(Holder holder, Securable securable, String owner) {
    return holder.is(owner)
        ? Optional.of(new Held(securable, Privilege.OWNERSHIP, owner))
        : Optional.empty();
  }

  private static Optional<Held> managed(Holder holder, Securable securable, String level) {
    return level.equals(Privilege.CAN_MANAGE)
        ? Optional.of(new Held(securable, Privilege.CAN_MANAGE, holder.principal()))
        : Optional.empty();
  }

  /** The owner; of an endpoint, what the caller may do with it. Empty if nobody says. */
  private static Call<String> granted(Securable securable) {
    String name = securable.name();
    return client ->
        Objects.toString(
            switch (securable.kind()) {
              case CATALOG -> client.catalogs().get(name).getOwner();
              case SCHEMA -> client.schemas().get(name).getOwner();
              case TABLE -> client.tables().get(name).getOwner();
              case MODEL -> client.registeredModels().get(name).getOwner();
              case ENDPOINT -> client.servingEndpoints().get(name).getPermissionLevel();
            },
            "");
  }
}
