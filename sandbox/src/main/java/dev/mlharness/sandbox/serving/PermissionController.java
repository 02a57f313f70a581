package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.serving.EndpointRecord.Access;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who may manage an endpoint, besides its creator and the admins. */
@RestController
@RequestMapping("/api/2.0/permissions/serving-endpoints/{id}")
class PermissionController {

  private final Endpoints endpoints;

  PermissionController(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @GetMapping
  Permissions get(@PathVariable String id) {
    return Permissions.of(endpoints.byId(id));
  }

  @PutMapping
  Permissions set(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody Wanted wanted) {
    return Permissions.of(endpoints.open(caller, id, wanted.entries()));
  }

  /** Adds entries; one for a principal that has one replaces it. */
  @PatchMapping
  Permissions update(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody Wanted wanted) {
    List<Access> all = new ArrayList<>(endpoints.byId(id).access());
    for (Access entry : wanted.entries()) {
      all.removeIf(old -> old.principal().equals(entry.principal()));
      all.add(entry);
    }
    return Permissions.of(endpoints.open(caller, id, all));
  }

  private record Wanted(List<Entry> accessControlList) {

    List<Access> entries() {
      return accessControlList == null
          ? List.of()
          : accessControlList.stream().map(Entry::access).toList();
    }
  }

  private record Entry(
      @Nullable String userName,
      @Nullable String groupName,
      @Nullable String servicePrincipalName,
      String permissionLevel) {

    Access access() {
      if (servicePrincipalName != null) {
        return new Access(
            servicePrincipalName, Access.Kind.SERVICE_PRINCIPAL_NAME, permissionLevel);
      }
      if (groupName != null) {
        return new Access(groupName, Access.Kind.GROUP_NAME, permissionLevel);
      }
      if (userName != null) {
        return new Access(userName, Access.Kind.USER_NAME, permissionLevel);
      }
      throw ApiException.invalid("An entry of access_control_list names nobody.");
    }
  }

  private record Permissions(String objectId, String objectType, List<Held> accessControlList) {

    static Permissions of(EndpointRecord endpoint) {
      return new Permissions(
          "/serving-endpoints/" + endpoint.id(),
          "serving-endpoint",
          endpoint.access().stream().map(Held::of).toList());
    }
  }

  private record Held(
      @Nullable String userName,
      @Nullable String groupName,
      @Nullable String servicePrincipalName,
      List<Level> allPermissions) {

    static Held of(Access access) {
      return new Held(
          access.kind() == Access.Kind.USER_NAME ? access.principal() : null,
          access.kind() == Access.Kind.GROUP_NAME ? access.principal() : null,
          access.kind() == Access.Kind.SERVICE_PRINCIPAL_NAME ? access.principal() : null,
          List.of(new Level(access.permissionLevel(), false)));
    }
  }

  private record Level(String permissionLevel, boolean inherited) {}
}
