package dev.mlharness.activities.privilege;

import com.databricks.sdk.service.catalog.EffectivePermissionsList;
import com.databricks.sdk.service.catalog.EffectivePrivilege;
import com.databricks.sdk.service.catalog.EffectivePrivilegeAssignment;
import com.databricks.sdk.service.catalog.GetEffectiveRequest;
import com.databricks.sdk.service.catalog.SecurableType;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Existence;
import dev.mlharness.privilege.Held;
import dev.mlharness.privilege.Securable;
import dev.mlharness.privilege.Securable.Kind;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The effective grants on one securable, inherited ones included. */
record EffectiveGrants(WorkspaceClients clients) {

  /** Lets the workspace choose; without it, it would answer with everything at once. */
  private static final long PAGE = 0L;

  /** All that the holder is shown of its own. */
  List<Held> on(Holder holder, Securable securable) {
    return grants(holder, securable, null);
  }

  /** The grants to one of its groups. */
  List<Held> on(Holder holder, Securable securable, String group) {
    return grants(holder, securable, group);
  }

  /** Who may not ask about a table may ask about its schema, or else its catalog. */
  private List<Held> grants(Holder holder, Securable securable, @Nullable String principal) {
    if (securable.kind() == Kind.ENDPOINT) {
      return List.of();
    }
    return securable.levels().stream()
        .map(level -> visible(() -> read(holder, level, principal)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(List.of());
  }

  /** What the call returns; empty where the workspace does not let the caller see it. */
  static <T> Optional<T> visible(Supplier<T> call) {
    try {
      return Existence.find(call);
    } catch (ApplicationFailure failure) {
      if (Existence.is(failure, FailureType.ACCESS_DENIED)) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private List<Held> read(Holder holder, Securable securable, @Nullable String principal) {
    List<Held> held = new ArrayList<>();
    String page = null;
    do {
      EffectivePermissionsList answer = page(holder, securable, principal, page);
      // A page may be empty and not be the last.
      stream(answer.getPrivilegeAssignments())
          .filter(assignment -> holder.is(assignment.getPrincipal()))
          .flatMap(assignment -> held(securable, assignment))
          .forEach(held::add);
      page = answer.getNextPageToken();
    } while (page != null && !page.isEmpty());
    return held;
  }

  private EffectivePermissionsList page(
      Holder holder, Securable securable, @Nullable String principal, @Nullable String page) {
    GetEffectiveRequest request =
        new GetEffectiveRequest()
            .setSecurableType(securable.kind().word())
            .setFullName(securable.name())
            .setPrincipal(principal)
            .setMaxResults(PAGE)
            .setPageToken(page);
    return clients.call(
        holder.access(),
        "Reading the privileges on " + securable.words(),
        client -> client.grants().getEffective(request));
  }

  private static Stream<Held> held(Securable asked, EffectivePrivilegeAssignment assignment) {
    return stream(assignment.getPrivileges())
        // A privilege that the SDK does not know yet comes without a name.
        .filter(privilege -> privilege.getPrivilege() != null)
        .map(
            privilege ->
                new Held(
                    origin(asked, privilege),
                    privilege.getPrivilege().name(),
                    assignment.getPrincipal()));
  }

  private static Securable origin(Securable asked, EffectivePrivilege privilege) {
    SecurableType type = privilege.getInheritedFromType();
    String name = privilege.getInheritedFromName();
    if (name == null || (type != SecurableType.CATALOG && type != SecurableType.SCHEMA)) {
      return asked;
    }
    return new Securable(type == SecurableType.CATALOG ? Kind.CATALOG : Kind.SCHEMA, name);
  }

  private static <T> Stream<T> stream(@Nullable Collection<T> values) {
    return Objects.requireNonNullElse(values, List.<T>of()).stream();
  }
}
