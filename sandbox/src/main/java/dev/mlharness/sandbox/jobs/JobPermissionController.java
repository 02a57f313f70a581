package dev.mlharness.sandbox.jobs;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.identity.Principal;
import dev.mlharness.sandbox.identity.Principal.Kind;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who owns a job; an admin, or the owner, may give it to another. The sandbox has no more here. */
@RestController
@RequestMapping("/api/2.0/permissions/jobs/{id}")
class JobPermissionController {

  private static final String OWNER = "IS_OWNER";

  private final DocumentCollection<Job> jobs;
  private final JobOwners owners;
  private final Directory directory;

  JobPermissionController(Documents documents, JobOwners owners, Directory directory) {
    this.jobs = documents.collection("jobs", Job.class);
    this.owners = owners;
    this.directory = directory;
  }

  @GetMapping
  Permissions get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return permissions(managed(caller, id));
  }

  @PatchMapping
  Permissions update(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody Wanted wanted) {
    Job job = managed(caller, id);
    for (Entry entry : wanted.accessControlList) {
      if (!OWNER.equals(entry.permissionLevel)) {
        throw ApiException.invalid(
            "permission_level is '%s'; of a job the sandbox knows %s only."
                .formatted(entry.permissionLevel, OWNER));
      }
      owners.change(job, known(entry.name()).name());
    }
    return permissions(job);
  }

  private Principal known(@Nullable String name) {
    if (name == null) {
      throw ApiException.invalid("An entry of access_control_list names nobody who can own a job.");
    }
    return directory
        .principals()
        .get(name)
        .orElseThrow(() -> ApiException.invalid("Principal '%s' does not exist.".formatted(name)));
  }

  private Job managed(Caller caller, String id) {
    Job job = jobs.get(id).orElseThrow(() -> ApiException.missing("Job", id));
    if (!caller.admin() && !caller.name().equals(owners.of(job))) {
      throw ApiException.denied(
          "User '%s' does not have CAN_MANAGE permission on job %s.".formatted(caller.name(), id));
    }
    return job;
  }

  private Permissions permissions(Job job) {
    String owner = owners.of(job);
    boolean program =
        directory
            .principals()
            .get(owner)
            .filter(principal -> principal.kind() == Kind.SERVICE_PRINCIPAL)
            .isPresent();
    return new Permissions(
        "/jobs/" + job.jobId(),
        "job",
        List.of(
            new Held(
                program ? null : owner, program ? owner : null, List.of(new Level(OWNER, false)))));
  }

  private record Wanted(List<Entry> accessControlList) {}

  private record Entry(
      @Nullable String userName,
      @Nullable String servicePrincipalName,
      @Nullable String permissionLevel) {

    @Nullable String name() {
      return userName == null ? servicePrincipalName : userName;
    }
  }

  private record Permissions(String objectId, String objectType, List<Held> accessControlList) {}

  private record Held(
      @Nullable String userName,
      @Nullable String servicePrincipalName,
      List<Level> allPermissions) {}

  private record Level(String permissionLevel, boolean inherited) {}
}
