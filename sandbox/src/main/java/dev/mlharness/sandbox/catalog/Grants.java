package dev.mlharness.sandbox.catalog;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Who may do what with which securable. Owners may do everything; so may admins. */
@Component
public class Grants {

  private final DocumentCollection<Granted> grants;

  Grants(Documents documents) {
    this.grants = documents.collection("grants", Granted.class);
  }

  /** Privileges by principal, as granted on exactly this securable. */
  Map<String, Set<Privilege>> on(Securable securable) {
    return grants.get(securable.id()).map(Granted::privileges).orElseGet(TreeMap::new);
  }

  /** Adds and removes privileges of a principal. */
  void change(Securable securable, String principal, Set<Privilege> add, Set<Privilege> remove) {
    Map<String, Set<Privilege>> now = new TreeMap<>(on(securable));
    Set<Privilege> held = EnumSet.noneOf(Privilege.class);
    held.addAll(now.getOrDefault(principal, Set.of()));
    held.addAll(add);
    held.removeAll(remove);
    if (held.isEmpty()) {
      now.remove(principal);
    } else {
      now.put(principal, held);
    }
    grants.put(securable.id(), new Granted(now));
  }

  /** Privileges by principal, inherited ones included. */
  Map<String, Set<Privilege>> effective(Securable securable) {
    Map<String, Set<Privilege>> all = new TreeMap<>();
    for (Securable level : securable.withHolders()) {
      on(level)
          .forEach(
              (principal, held) ->
                  all.computeIfAbsent(principal, p -> EnumSet.noneOf(Privilege.class))
                      .addAll(held));
    }
    return all;
  }

  /** Whether the caller holds the privilege, on the securable or on what holds it. */
  public boolean has(Caller caller, Privilege privilege, Securable securable) {
    return caller.admin()
        || effective(securable).entrySet().stream()
            .filter(entry -> caller.is(entry.getKey()))
            .anyMatch(entry -> covers(entry.getValue(), privilege));
  }

  private static boolean covers(Set<Privilege> held, Privilege wanted) {
    return held.contains(wanted)
        || (held.contains(Privilege.ALL_PRIVILEGES) && wanted != Privilege.MANAGE);
  }

  /**
   * Refuses a caller without the privilege, or without the way to the securable.
   *
   * @throws ApiException PERMISSION_DENIED naming what is missing, and on what
   */
  public void require(Caller caller, Privilege privilege, Securable securable) {
    List<Securable> outermostFirst = new ArrayList<>(securable.withHolders());
    Collections.reverse(outermostFirst);
    for (Securable holder : outermostFirst) {
      if (holder.type() == Securable.Type.CATALOG) {
        demand(caller, Privilege.USE_CATALOG, holder);
      } else if (holder.type() == Securable.Type.SCHEMA) {
        demand(caller, Privilege.USE_SCHEMA, holder);
      }
    }
    demand(caller, privilege, securable);
  }

  private void demand(Caller caller, Privilege privilege, Securable securable) {
    if (!has(caller, privilege, securable)) {
      throw ApiException.denied(
          "User '%s' does not have %s on %s '%s'."
              .formatted(
                  caller.name(),
                  privilege.name().replace('_', ' '),
                  securable.type() == Securable.Type.FUNCTION
                      ? "Routine or Model"
                      : securable.type().name().charAt(0)
                          + securable.type().name().substring(1).toLowerCase(Locale.ROOT),
                  securable.name()));
    }
  }

  /** Privileges by principal. */
  private record Granted(Map<String, Set<Privilege>> privileges) {}
}
