package dev.mlharness.sandbox.scim;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.identity.Principal;
import dev.mlharness.sandbox.identity.Principal.Kind;
import dev.mlharness.sandbox.identity.ScimIds;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Service principals and users, of the workspace and of its account: here they are the same. */
@RestController
@RequestMapping({
  "/api/2.0/preview/scim/v2/{collection:ServicePrincipals|Users}",
  "/api/2.0/accounts/{account}/scim/v2/{collection:ServicePrincipals|Users}"
})
class ScimPrincipalController {

  private final Directory directory;
  private final ScimViews views;
  private final ScimIds ids;

  ScimPrincipalController(Directory directory, ScimViews views, ScimIds ids) {
    this.directory = directory;
    this.views = views;
    this.ids = ids;
  }

  @GetMapping
  ObjectNode list(
      @PathVariable String collection,
      @RequestParam(required = false) @Nullable String filter,
      @RequestParam(defaultValue = "1") int startIndex,
      @RequestParam(defaultValue = "100") int count) {
    var all =
        directory.principals().list().stream()
            .filter(principal -> principal.kind() == kind(collection))
            .map(views::of)
            .toList();
    return new ScimQuery(filter, startIndex, count).answer(all, views.empty());
  }

  @GetMapping("/{id}")
  ObjectNode get(@PathVariable String collection, @PathVariable String id) {
    return views.of(find(collection, id));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ObjectNode create(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String collection,
      @RequestBody JsonNode wanted) {
    ScimRules.mustBeAdmin(caller);
    Kind kind = kind(collection);
    String name =
        kind == Kind.USER
            ? ScimRules.required(wanted, "userName")
            : wanted.path("applicationId").asString(UUID.randomUUID().toString());
    var made =
        new Principal(
            name,
            ids.next(),
            wanted.path("displayName").asString(name),
            kind,
            wanted.path("active").asBoolean(true),
            Set.of());
    if (!directory.principals().putIfAbsent(name, made)) {
      throw ScimRules.exists(name);
    }
    return views.of(made);
  }

  @PatchMapping("/{id}")
  ObjectNode patch(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String collection,
      @PathVariable String id,
      @RequestBody ScimPatch patch) {
    ScimRules.mustBeAdmin(caller);
    return directory
        .principals()
        .update(find(collection, id).name(), before -> changed(before, patch))
        .map(views::of)
        .orElseThrow(() -> ApiException.missing(collection, id));
  }

  private static Principal changed(Principal before, ScimPatch patch) {
    return new Principal(
        before.name(),
        before.id(),
        patch.valueOf("displayName").map(JsonNode::asString).orElse(before.displayName()),
        before.kind(),
        patch.valueOf("active").map(JsonNode::asBoolean).orElse(before.active()),
        before.usedBy());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String collection,
      @PathVariable String id) {
    ScimRules.mustBeAdmin(caller);
    directory.principals().delete(find(collection, id).name());
  }

  private Principal find(String collection, String id) {
    return directory
        .byId(id)
        .filter(principal -> principal.kind() == kind(collection))
        .orElseThrow(() -> ApiException.missing(collection.replaceFirst("s$", ""), id));
  }

  private static Kind kind(String collection) {
    return collection.equals("Users") ? Kind.USER : Kind.SERVICE_PRINCIPAL;
  }
}
