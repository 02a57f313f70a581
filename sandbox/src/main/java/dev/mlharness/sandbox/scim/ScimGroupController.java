package dev.mlharness.sandbox.scim;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.identity.Group;
import dev.mlharness.sandbox.identity.Principal;
import dev.mlharness.sandbox.identity.ScimIds;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
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

/** Groups and their members. */
@RestController
@RequestMapping("/api/2.0/preview/scim/v2/Groups")
class ScimGroupController {

  private final Directory directory;
  private final ScimViews views;
  private final ScimIds ids;

  ScimGroupController(Directory directory, ScimViews views, ScimIds ids) {
    this.directory = directory;
    this.views = views;
    this.ids = ids;
  }

  @GetMapping
  ObjectNode list(
      @RequestParam(required = false) @Nullable String filter,
      @RequestParam(defaultValue = "1") int startIndex,
      @RequestParam(defaultValue = "100") int count) {
    var all = directory.groups().list().stream().map(views::of).toList();
    return new ScimQuery(filter, startIndex, count).answer(all, views.empty());
  }

  @GetMapping("/{id}")
  ObjectNode get(@PathVariable String id) {
    return views.of(find(id));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ObjectNode create(@AuthenticationPrincipal Caller caller, @RequestBody JsonNode wanted) {
    ScimRules.mustBeAdmin(caller);
    Set<String> members =
        wanted
            .path("members")
            .valueStream()
            .map(member -> nameOf(member.path("value").asString()))
            .collect(Collectors.toSet());
    var made = new Group(ScimRules.required(wanted, "displayName"), ids.next(), members);
    if (!directory.groups().putIfAbsent(made.displayName(), made)) {
      throw ScimRules.exists(made.displayName());
    }
    return views.of(made);
  }

  @PatchMapping("/{id}")
  ObjectNode patch(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestBody ScimPatch patch) {
    ScimRules.mustBeAdmin(caller);
    return directory
        .groups()
        .update(find(id).displayName(), before -> changed(before, patch))
        .map(views::of)
        .orElseThrow(() -> ApiException.missing("Group", id));
  }

  private Group changed(Group before, ScimPatch patch) {
    Set<String> members = new HashSet<>(before.members());
    for (ScimPatch.Operation operation : patch.operations()) {
      Set<String> named = operation.members().map(this::nameOf).collect(Collectors.toSet());
      if (operation.adds()) {
        members.addAll(named);
      } else {
        members.removeAll(named);
      }
    }
    return new Group(before.displayName(), before.id(), members);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    ScimRules.mustBeAdmin(caller);
    directory.groups().delete(find(id).displayName());
  }

  private Group find(String id) {
    return directory.groups().list().stream()
        .filter(group -> group.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ApiException.missing("Group", id));
  }

  private String nameOf(String principalId) {
    return directory
        .byId(principalId)
        .map(Principal::name)
        .orElseThrow(() -> ApiException.missing("Principal", principalId));
  }
}
