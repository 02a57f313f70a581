package dev.mlharness.activities.inventory;

import com.databricks.sdk.AccountClient;
import com.databricks.sdk.WorkspaceClient;
import dev.mlharness.access.Access;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.workspace.Account;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.identity.audit.Area;
import dev.mlharness.identity.audit.IdentityInventory;
import dev.mlharness.identity.audit.IdentityInventory.Place;
import dev.mlharness.identity.audit.IdentityInventory.Principal;
import dev.mlharness.identity.audit.IdentityInventory.Role;
import dev.mlharness.identity.audit.IdentityInventory.Unreadable;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One reading of a workspace, as its auditor. What is closed to it is noted, and the rest read. */
final class Inventories {
  private static final String ADMINS = "admins";
  private static final String MAKE_ADMIN =
      "Make the auditor's service principal a member of the group 'admins' of the workspace.";

  private final Workspaces workspaces;
  private final WorkspaceClients clients;
  private final Access auditor;
  private final InventoryReader reader;
  private final List<Unreadable> unreadable = new ArrayList<>();

  Inventories(
      Workspaces workspaces, WorkspaceClients clients, Access auditor, InventoryReader reader) {
    this.workspaces = workspaces;
    this.clients = clients;
    this.auditor = auditor;
    this.reader = reader;
  }

  /**
   * @throws ApplicationFailure {@code UNAVAILABLE} when the workspace does not answer
   */
  IdentityInventory read(Uses uses) {
    Workspace workspace = workspaces.of(auditor);
    List<Principal> programs = workspace(Area.PRINCIPALS, reader::servicePrincipals);
    List<Principal> people = workspace(Area.PRINCIPALS, reader::users);
    noteWhatOnlyAnAdminSees(programs);
    Account account = workspace.identity().account();
    return new IdentityInventory(
        uses.until(),
        new Place(
            workspace.host().toString(),
            account == null
                ? null
                : new IdentityInventory.Account(account.host().toString(), account.id())),
        Stream.concat(programs.stream(), people.stream()).toList(),
        workspace(Area.SECRETS, client -> reader.secrets(client, programs)),
        workspace(Area.TOKENS, reader::tokens),
        account(account, client -> reader.policies(client, programs)),
        workspace(Area.JOBS, reader::jobs),
        workspace(Area.PRIVILEGES, reader::grants),
        roles(workspace),
        uses.last(),
        uses.begin(),
        unreadable);
  }

  /** Others get lists without an error, of what they may see, and would take the rest for gone. */
  private void noteWhatOnlyAnAdminSees(List<Principal> programs) {
    String me = workspaces.role(auditor).servicePrincipal();
    boolean admin =
        programs.stream()
            .anyMatch(each -> each.name().equals(me) && each.groups().containsKey(ADMINS));
    if (!admin) {
      for (Area area : List.of(Area.JOBS, Area.PRIVILEGES)) {
        unreadable.add(
            new Unreadable(
                area,
                "The auditor is no admin, and sees only what it may use itself.",
                MAKE_ADMIN));
      }
    }
  }

  private <T> List<T> workspace(Area area, Function<WorkspaceClient, List<T>> read) {
    return guarded(
        area,
        () -> clients.call(auditor, "Reading " + area.word(), client -> read.apply(client)),
        MAKE_ADMIN);
  }

  private List<IdentityInventory.Policy> account(
      @Nullable Account account, Function<AccountClient, List<IdentityInventory.Policy>> read) {
    if (account == null) {
      unreadable.add(
          new Unreadable(
              Area.POLICIES,
              "The worker does not know the account of the workspace.",
              "Set identity.account-id of the workspace in the worker's configuration."));
      return List.of();
    }
    return guarded(
        Area.POLICIES,
        () -> clients.callAccount(auditor, account, "Reading policies", read::apply),
        "Set identity.level of the workspace to account, and make the auditor's service principal an admin of the account.");
  }

  private <T> List<T> guarded(Area area, Reading<T> reading, String mend) {
    try {
      return reading.read();
    } catch (ApplicationFailure failure) {
      if (!failure.isNonRetryable()) {
        throw failure;
      }
      if (unreadable.stream().noneMatch(each -> each.area() == area)) {
        unreadable.add(new Unreadable(area, failure.getOriginalMessage(), mend));
      }
      return List.of();
    }
  }

  /** Of all workspaces that are this one by another name. */
  private List<Role> roles(Workspace here) {
    String me = workspaces.role(auditor).servicePrincipal();
    return workspaces.all().stream()
        .filter(each -> each.host().equals(here.host()))
        .flatMap(
            each ->
                each.roles().values().stream()
                    .map(
                        role ->
                            new Role(
                                role.name(),
                                role.servicePrincipal(),
                                each.identity().issuer().toString(),
                                role.name().equals(auditor.role())
                                    && role.servicePrincipal().equals(me))))
        .distinct()
        .toList();
  }

  /** One part of the inventory. */
  @FunctionalInterface
  private interface Reading<T> {
    List<T> read();
  }
}
