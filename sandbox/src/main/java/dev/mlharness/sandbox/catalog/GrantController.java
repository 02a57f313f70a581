package dev.mlharness.sandbox.catalog;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.identity.Caller;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Grants, as in Unity Catalog's API. */
@RestController
@RequestMapping("/api/2.1/unity-catalog")
class GrantController {

  private final Grants grants;
  private final Models models;

  GrantController(Grants grants, Models models) {
    this.grants = grants;
    this.models = models;
  }

  @GetMapping("/permissions/{type}/{name}")
  Assignments get(
      @PathVariable String type,
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String principal) {
    return Assignments.of(grants.on(Securable.of(type, name)), principal);
  }

  @PatchMapping("/permissions/{type}/{name}")
  Assignments change(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String type,
      @PathVariable String name,
      @RequestBody Changes changes) {
    Securable securable = Securable.of(type, name);
    if (!mayManage(caller, securable)) {
      throw ApiException.denied(
          "User '%s' does not have MANAGE on '%s'.".formatted(caller.name(), name));
    }
    for (Change change : changes.changes) {
      grants.change(securable, change.principal, set(change.add), set(change.remove));
    }
    return Assignments.of(grants.on(securable), null);
  }

  /**
   * Whoever does not manage the securable sees their own grants only, and those of a group of
   * theirs when they ask for it by its name.
   */
  @GetMapping("/effective-permissions/{type}/{name}")
  EffectiveAssignments effective(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String type,
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String principal,
      @RequestParam(name = "max_results", required = false) @Nullable Integer size,
      @RequestParam(name = "page_token", required = false) @Nullable String token) {
    Securable securable = Securable.of(type, name);
    String only = mayManage(caller, securable) ? principal : own(caller, principal);
    EffectiveAssignments all = EffectiveAssignments.on(securable, grants, only);
    return size == null ? all : all.page(size, token);
  }

  private static String own(Caller caller, @Nullable String principal) {
    if (principal != null && !caller.is(principal)) {
      throw ApiException.denied(
          "User '%s' may not see the grants of '%s'.".formatted(caller.name(), principal));
    }
    return principal == null ? caller.name() : principal;
  }

  private boolean mayManage(Caller caller, Securable securable) {
    return models.owns(caller, securable) || grants.has(caller, Privilege.MANAGE, securable);
  }

  private static Set<Privilege> set(@Nullable List<Privilege> privileges) {
    return privileges == null ? Set.of() : Set.copyOf(privileges);
  }

  private record Changes(List<Change> changes) {}

  private record Change(
      String principal, @Nullable List<Privilege> add, @Nullable List<Privilege> remove) {}

  private record Assignments(List<Assignment> privilegeAssignments) {

    static Assignments of(Map<String, Set<Privilege>> granted, @Nullable String only) {
      return new Assignments(
          granted.entrySet().stream()
              .filter(entry -> only == null || entry.getKey().equals(only))
              .map(entry -> new Assignment(entry.getKey(), entry.getValue()))
              .sorted(Comparator.comparing(Assignment::principal))
              .toList());
    }
  }

  private record Assignment(String principal, Set<Privilege> privileges) {}
}
