package dev.mlharness.sandbox.scim;

import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.identity.Group;
import dev.mlharness.sandbox.identity.Principal;
import dev.mlharness.sandbox.identity.Principal.Kind;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Principals and groups as SCIM shows them. */
@Component
class ScimViews {

  private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";

  private final Directory directory;
  private final JsonMapper json;

  ScimViews(Directory directory, JsonMapper json) {
    this.directory = directory;
    this.json = json;
  }

  ObjectNode empty() {
    return json.createObjectNode();
  }

  ObjectNode of(Principal principal) {
    boolean user = principal.kind() == Kind.USER;
    ObjectNode view = json.createObjectNode();
    view.putArray("schemas").add(CORE + (user ? "User" : "ServicePrincipal"));
    view.put("id", principal.id());
    view.put(user ? "userName" : "applicationId", principal.name());
    view.put("displayName", principal.displayName());
    view.put("active", principal.active());
    if (user) {
      view.putArray("emails")
          .addObject()
          .put("value", principal.name())
          .put("type", "work")
          .put("primary", true);
    }
    addGroups(view, principal);
    return view;
  }

  /** Whoever calls, as a user: so Databricks shows service principals in {@code Me} too. */
  ObjectNode me(Principal principal) {
    return of(principal).put("userName", principal.name());
  }

  ObjectNode of(Group group) {
    ObjectNode view = json.createObjectNode();
    view.putArray("schemas").add(CORE + "Group");
    view.put("id", group.id());
    view.put("displayName", group.displayName());
    var members = view.putArray("members");
    group.members().stream()
        .sorted()
        .flatMap(name -> directory.principals().get(name).stream())
        .forEach(
            member ->
                members
                    .addObject()
                    .put("value", member.id())
                    .put("display", member.displayName())
                    .put("$ref", collection(member) + "/" + member.id()));
    return view;
  }

  private static String collection(Principal principal) {
    return principal.kind() == Kind.USER ? "Users" : "ServicePrincipals";
  }

  private void addGroups(ObjectNode view, Principal principal) {
    var groups = view.putArray("groups");
    directory.groups().list().stream()
        .filter(group -> group.members().contains(principal.name()))
        .forEach(
            group ->
                groups
                    .addObject()
                    .put("value", group.id())
                    .put("display", group.displayName())
                    .put("type", "direct"));
  }
}
