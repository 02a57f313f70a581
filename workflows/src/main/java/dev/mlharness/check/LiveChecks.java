package dev.mlharness.check;

import dev.mlharness.access.Access;
import dev.mlharness.access.Failures;
import dev.mlharness.ledger.Inverse;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.lineage.Tags;
import dev.mlharness.recipe.Digest;
import dev.mlharness.recipe.LiveCheck;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.StageTask;
import dev.mlharness.run.RunActivities;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunRequest;
import dev.mlharness.run.RunResult;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measures from within a workflow, whatever the source. */
public final class LiveChecks {
  private static final int SHORT = 8;

  private final Manifest manifest;
  private final LiveModel live;
  private final Ledger ledger;

  /**
   * @param ledger where a run is written before it is submitted, so that whoever gives up stops it
   */
  public LiveChecks(Manifest manifest, LiveModel live, Ledger ledger) {
    this.manifest = manifest;
    this.live = live;
    this.ledger = ledger;
  }

  /**
   * Measures once. Waits for as long as a run takes, if the check is one.
   *
   * @param key what tells this measurement from all others of this workflow, whoever asks for it
   *     and however often: the number of the step, the time of the look
   * @return without a value when nothing can be measured, or not now: why is in its detail
   * @throws io.temporal.failure.ActivityFailure only when the workflow is cancelled
   */
  public Measurement measure(LiveCheck check, String key) {
    try {
      return check.source() instanceof LiveCheck.OfRun run
          ? run(check, run.task(), key)
          : ActivityProfiles.call(
                  CheckActivities.class, ActivityProfiles.ASKED, "measure " + check.title())
              .measure(new CheckRequest(as(check), check));
    } catch (ActivityFailure failure) {
      Failures.rethrowCancellation(failure);
      return Measurement.none(Failures.sentence(failure));
    }
  }

  /** Statements read data, and act as the role of the recipe, as its runs do. */
  private LiveModel as(LiveCheck check) {
    return check.source() instanceof LiveCheck.OfSql
        ? new LiveModel(
            new Access(live.access().workspace(), manifest.recipe().role()),
            live.model(),
            live.version(),
            live.endpoint(),
            live.servedModel())
        : live;
  }

  private Measurement run(LiveCheck check, StageTask task, String key) {
    RunRequest request = request(check, task, key);
    String name = "run " + request.name();
    int entry = ledger.write(name, new Inverse.StopRun(request, null));
    RunHandle run = runs(ActivityProfiles.CHANGE, check, "submit").submit(request);
    ledger.refine(entry, new Inverse.StopRun(request, run));
    RunResult result =
        runs(ActivityProfiles.watch(task.timeout()), check, "run " + run.runId()).watch(run);
    ledger.close(entry);
    return RunValue.of(result);
  }

  private RunRequest request(LiveCheck check, StageTask task, String key) {
    String workflow = Workflow.getInfo().getWorkflowId();
    String first = Workflow.getInfo().getFirstExecutionRunId();
    String token = Digest.of(List.of(first, workflow, "check", check.title(), key));
    return new RunRequest(
        new Access(live.access().workspace(), manifest.recipe().roleOf(task.role())),
        "%s check %s [%s]"
            .formatted(
                manifest.recipe().metadata().name(), check.title(), token.substring(0, SHORT)),
        token,
        task,
        manifest.recipe().compute(),
        manifest.pins().git(),
        parameters(task),
        Map.of(Tags.PIPELINE, workflow, Tags.DIGEST, manifest.digest(), Tags.KEY, token));
  }

  private Map<String, String> parameters(StageTask task) {
    Map<String, String> all = new TreeMap<>(task.parameters());
    all.put("mlharness_stage", "check");
    all.put("mlharness_digest", manifest.digest());
    all.put("mlharness_pipeline", Workflow.getInfo().getWorkflowId());
    all.put("mlharness_model", live.model());
    all.put("mlharness_version", live.version());
    all.put("model_uri", "models:/%s/%s".formatted(live.model(), live.version()));
    if (live.endpoint() != null) {
      all.put("mlharness_endpoint", live.endpoint());
    }
    return all;
  }

  private static RunActivities runs(ActivityOptions profile, LiveCheck check, String what) {
    return ActivityProfiles.call(
        RunActivities.class, profile, "check %s: %s".formatted(check.title(), what));
  }
}
