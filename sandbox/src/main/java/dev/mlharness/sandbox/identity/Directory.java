package dev.mlharness.sandbox.identity;

import dev.mlharness.sandbox.identity.Principal.Kind;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All principals and groups of the workspace. */
@Component
public final class Directory {

  private final DocumentCollection<Principal> principals;
  private final DocumentCollection<Group> groups;

  Directory(Documents documents) {
    this.principals = documents.collection("principals", Principal.class);
    this.groups = documents.collection("groups", Group.class);
  }

  /** Principals by name. */
  public DocumentCollection<Principal> principals() {
    return principals;
  }

  /** Groups by display name. */
  public DocumentCollection<Group> groups() {
    return groups;
  }

  /** The principal that SCIM knows by this number. */
  public Optional<Principal> byId(String id) {
    return principals.list().stream().filter(principal -> principal.id().equals(id)).findFirst();
  }

  /** The service principal with this application id or display name. */
  public Optional<Principal> servicePrincipal(String name) {
    return principals.list().stream()
        .filter(principal -> principal.kind() == Kind.SERVICE_PRINCIPAL)
        .filter(principal -> principal.name().equals(name) || principal.displayName().equals(name))
        .findFirst();
  }

  /** The principal as a caller, with the groups it is in now; empty if unknown or inactive. */
  public Optional<Caller> caller(String name) {
    return principals.get(name).filter(Principal::active).map(this::caller);
  }

  private Caller caller(Principal principal) {
    var memberOf =
        groups.list().stream()
            .filter(group -> group.members().contains(principal.name()))
            .map(Group::displayName)
            .collect(Collectors.toUnmodifiableSet());
    return new Caller(principal.name(), memberOf, memberOf.contains(Group.ADMINS));
  }
}
