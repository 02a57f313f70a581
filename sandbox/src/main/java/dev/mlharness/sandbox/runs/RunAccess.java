package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.identity.Principal;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who may do what with a run. */
@Component
class RunAccess {

  private static final Set<String> LEVELS_THAT_MANAGE =
      Set.of("CAN_MANAGE", "CAN_MANAGE_RUN", "IS_OWNER");

  private final Directory directory;

  RunAccess(Directory directory) {
    this.directory = directory;
  }

  boolean maySee(Caller caller, Run run) {
    return owns(caller, run)
        || entries(run).stream().anyMatch(entry -> caller.is(entry.principal()));
  }

  void mustSee(Caller caller, Run run) {
    if (!maySee(caller, run)) {
      throw refused(caller, run, "CAN_VIEW");
    }
  }

  void mustManage(Caller caller, Run run) {
    boolean may =
        owns(caller, run)
            || entries(run).stream()
                .filter(entry -> LEVELS_THAT_MANAGE.contains(entry.permissionLevel()))
                .anyMatch(entry -> caller.is(entry.principal()));
    if (!may) {
      throw refused(caller, run, "CAN_MANAGE_RUN");
    }
  }

  /** Whom a run of this caller's runs as. */
  String runAs(Caller caller, RunSpec spec) {
    var wanted = spec.runAs();
    String name = caller.name();
    if (wanted != null && wanted.servicePrincipalName() != null) {
      name = wanted.servicePrincipalName();
    } else if (wanted != null && wanted.userName() != null) {
      name = wanted.userName();
    }
    return permitted(caller, name);
  }

  private String permitted(Caller caller, String name) {
    Principal principal =
        directory
            .principals()
            .get(name)
            .filter(Principal::active)
            .orElseThrow(
                () -> ApiException.invalid("run_as '%s' is no active principal.".formatted(name)));
    if (!principal.mayBeUsedBy(caller)) {
      throw ApiException.denied(
          "'%s' needs the role servicePrincipal.user on '%s' to let a run run as it."
              .formatted(caller.name(), principal.displayName()));
    }
    return name;
  }

  private static boolean owns(Caller caller, Run run) {
    return caller.admin() || caller.name().equals(run.creator());
  }

  private static List<RunSpec.Access> entries(Run run) {
    var entries = run.spec().accessControlList();
    return entries == null ? List.of() : entries;
  }

  private static ApiException refused(Caller caller, Run run, String level) {
    return ApiException.denied(
        "User '%s' does not have %s permission on run %d."
            .formatted(caller.name(), level, run.runId()));
  }
}
