package dev.mlharness.sandbox.jobs;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.runs.Runs;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The Jobs API, as far as it is about jobs: their owner and admins see, run and delete them. */
@RestController
@RequestMapping({"/api/2.2/jobs", "/api/2.1/jobs"})
class JobController {

  private final DocumentCollection<Job> jobs;
  private final JobOwners owners;
  private final Runs runs;

  JobController(Documents documents, JobOwners owners, Runs runs) {
    this.jobs = documents.collection("jobs", Job.class);
    this.owners = owners;
    this.runs = runs;
  }

  private record JobId(long jobId) {}

  private record Update(long jobId, JobSettings newSettings) {}

  private record Listed(List<Job> jobs, boolean hasMore) {}

  @PostMapping("/create")
  Map<String, Long> create(
      @AuthenticationPrincipal Caller caller, @RequestBody JobSettings settings) {
    long id = runs.checkedId(caller, settings.run(RunNowRequest.plain()));
    var job =
        new Job(
            id, caller.name(), settings.runAs(caller.name()), System.currentTimeMillis(), settings);
    jobs.put(Long.toString(id), job);
    return Map.of("job_id", id);
  }

  @GetMapping("/get")
  Job get(@AuthenticationPrincipal Caller caller, @RequestParam("job_id") long id) {
    return owned(caller, id);
  }

  @GetMapping("/list")
  Listed list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String name) {
    return new Listed(
        jobs.list().stream()
            .filter(job -> owns(caller, job))
            .filter(job -> name == null || name.equalsIgnoreCase(job.settings().name()))
            .toList(),
        false);
  }

  @PostMapping("/run-now")
  Map<String, Long> runNow(
      @AuthenticationPrincipal Caller caller, @RequestBody RunNowRequest request) {
    Job job = owned(caller, request.jobId());
    long runId = runs.runNow(caller, job.jobId(), job.settings().run(request)).runId();
    return Map.of("run_id", runId, "number_in_job", runId);
  }

  /** What is given replaces what was there; the rest stays. */
  @PostMapping("/update")
  Map<String, String> update(@AuthenticationPrincipal Caller caller, @RequestBody Update update) {
    Job job = owned(caller, update.jobId);
    JobSettings settings = job.settings().updatedBy(update.newSettings);
    runs.check(caller, settings.run(RunNowRequest.plain()));
    jobs.put(
        Long.toString(job.jobId()),
        new Job(
            job.jobId(),
            job.creatorUserName(),
            settings.runAs(job.creatorUserName()),
            job.createdTime(),
            settings));
    return Map.of();
  }

  @PostMapping("/delete")
  Map<String, String> delete(@AuthenticationPrincipal Caller caller, @RequestBody JobId job) {
    jobs.delete(Long.toString(owned(caller, job.jobId).jobId()));
    return Map.of();
  }

  private Job owned(Caller caller, long id) {
    Job job =
        jobs.get(Long.toString(id))
            .orElseThrow(() -> ApiException.invalid("Job %d does not exist.".formatted(id)));
    if (!owns(caller, job)) {
      throw ApiException.denied(
          "User '%s' does not have CAN_VIEW permission on job %d.".formatted(caller.name(), id));
    }
    return job;
  }

  private boolean owns(Caller caller, Job job) {
    return caller.admin() || caller.name().equals(owners.of(job));
  }
}
