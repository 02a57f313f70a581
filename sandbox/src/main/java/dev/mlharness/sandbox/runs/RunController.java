package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.identity.Caller;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The Jobs API, as far as it is about runs. */
@RestController
@RequestMapping({"/api/2.2/jobs/runs", "/api/2.1/jobs/runs"})
class RunController {

  private final Runs runs;
  private final RunViews views;
  private final RunOutputs outputs;
  private final JsonMapper json;

  RunController(Runs runs, RunViews views, RunOutputs outputs, JsonMapper json) {
    this.runs = runs;
    this.views = views;
    this.outputs = outputs;
    this.json = json;
  }

  private record RunId(long runId) {}

  private record JobId(@Nullable Long jobId) {}

  @PostMapping("/submit")
  Map<String, Long> submit(@AuthenticationPrincipal Caller caller, @RequestBody RunSpec spec) {
    return Map.of("run_id", runs.submit(caller, spec).runId());
  }

  @GetMapping("/get")
  ObjectNode get(
      @AuthenticationPrincipal Caller caller,
      @RequestParam("run_id") long id,
      @RequestParam(name = "include_history", defaultValue = "false") boolean history) {
    Run run = runs.get(caller, id);
    Optional<Attempt> attempt = run.attempt(id);
    return attempt.map(one -> views.ofAttempt(run, one)).orElseGet(() -> views.full(run, history));
  }

  @GetMapping("/list")
  ObjectNode list(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> query) {
    RunListing listing = json.convertValue(query, RunListing.class);
    RunListing.Page page = listing.of(runs.list(caller));
    ObjectNode answer = json.createObjectNode();
    var entries = answer.putArray("runs");
    page.runs().stream()
        .map(run -> listing.tasks() ? views.full(run, false) : views.base(run))
        .forEach(entries::add);
    answer.put("has_more", page.hasMore());
    if (page.nextPageToken() != null) {
      answer.put("next_page_token", page.nextPageToken());
    }
    return answer;
  }

  @PostMapping("/cancel")
  Map<String, String> cancel(@AuthenticationPrincipal Caller caller, @RequestBody RunId run) {
    runs.cancel(caller, run.runId);
    return Map.of();
  }

  @PostMapping("/cancel-all")
  Map<String, String> cancelAll(@AuthenticationPrincipal Caller caller, @RequestBody JobId job) {
    runs.cancelAll(caller, job.jobId);
    return Map.of();
  }

  @PostMapping("/repair")
  Map<String, Long> repair(
      @AuthenticationPrincipal Caller caller, @RequestBody RepairRequest request) {
    return Map.of("repair_id", runs.repair(caller, request));
  }

  @GetMapping("/get-output")
  ObjectNode output(@AuthenticationPrincipal Caller caller, @RequestParam("run_id") long id) {
    return outputs.of(runs.get(caller, id), id);
  }

  @PostMapping("/delete")
  Map<String, String> delete(@AuthenticationPrincipal Caller caller, @RequestBody RunId run) {
    runs.delete(caller, run.runId);
    return Map.of();
  }
}
