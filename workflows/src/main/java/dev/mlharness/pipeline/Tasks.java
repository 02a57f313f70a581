package dev.mlharness.pipeline;

import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.ResolveActivities;
import dev.mlharness.recipe.StageTask;
import dev.mlharness.recipe.Validate;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegistryActivities;
import dev.mlharness.timing.ActivityProfiles;
import dev.mlharness.tracking.LoggedModel;
import dev.mlharness.tracking.TrackingActivities;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The stages that run the team's own tasks: train, test, validate. */
final class Tasks {
  private final PipelineContext pipeline;

  Tasks(PipelineContext pipeline) {
    this.pipeline = pipeline;
  }

  LoggedModel train() {
    return run(Stage.TRAIN, pipeline.recipe().train(), null, this::loggedModel).orElseThrow();
  }

  /** Whether the candidate has passed its test, or the recipe has none; not when it was skipped. */
  boolean test(LoggedModel model) {
    StageTask task = pipeline.recipe().test();
    boolean tested = task == null || run(Stage.TEST, task, model, () -> true).isPresent();
    if (!tested) {
      pipeline.progress().note("test was skipped");
    }
    return tested;
  }

  Judgement validate(LoggedModel model, boolean tested) {
    Judgement judgement = judgement(model);
    return tested ? judgement : judgement.without(Stage.TEST);
  }

  /** The same candidate, beside whoever is champion now. */
  Judgement judgeAgain(boolean tested) {
    Judgement judgement = pipeline.hold().mend(Stage.VALIDATE, this::judge);
    return tested ? judgement : judgement.without(Stage.TEST);
  }

  private Judgement judgement(LoggedModel model) {
    Validate rules = pipeline.recipe().validate();
    StageTask task = rules.task();
    if (task == null || rules.mode() == Validate.Mode.OFF) {
      pipeline.progress().enter(Stage.VALIDATE, pipeline.recipe().role());
      return pipeline.hold().mend(Stage.VALIDATE, this::judge);
    }
    return run(Stage.VALIDATE, task, model, this::judge).orElseGet(this::unvalidated);
  }

  /** The champion is what it is, and what training logged is there all the same. */
  private Judgement unvalidated() {
    pipeline.progress().note("validate was skipped");
    return pipeline.hold().mend(Stage.VALIDATE, this::judge).without(Stage.VALIDATE);
  }

  private <T> Optional<T> run(
      Stage stage, StageTask task, @Nullable LoggedModel model, Supplier<T> product) {
    pipeline.progress().enter(stage, pipeline.recipe().roleOf(task.role()));
    if (stage == Stage.TRAIN) {
      checkFiles();
    }
    Map<String, String> parameters =
        TaskParameters.of(
            stage,
            task.parameters(),
            pipeline.id().workflowId(),
            pipeline.manifest(),
            pipeline.tracking(),
            model);
    return new StageRunner<>(pipeline, new StageWork(stage, task, parameters), product).run();
  }

  /**
   * Nothing keeps files as a table's history does, and hours may have passed since they were
   * pinned. (No pipeline of an older version has such pins, so this needs no version marker.)
   */
  private void checkFiles() {
    List<DataPin> files =
        pipeline.manifest().pins().data().stream()
            .filter(pin -> pin.kind() == DataPin.Kind.LOCATION)
            .toList();
    if (!files.isEmpty()) {
      pipeline.hold().mend(Stage.TRAIN, () -> unchanged(files));
    }
  }

  private List<DataPin> unchanged(List<DataPin> files) {
    ActivityProfiles.call(
            ResolveActivities.class,
            ActivityProfiles.READ,
            "train: the files are those that were pinned")
        .checkFiles(pipeline.access(), files);
    return files;
  }

  private LoggedModel loggedModel() {
    return tracking("train: find the logged model").loggedModel(pipeline.tracking());
  }

  private Judgement judge() {
    Map<String, Double> metrics =
        tracking("validate: metrics of the candidate").metrics(pipeline.tracking());
    ModelVersion champion =
        registry("validate: champion")
            .byAlias(pipeline.access(), pipeline.recipe().model(), Alias.CHAMPION);
    Map<String, Double> championMetrics =
        champion == null
            ? Map.of()
            : registry("validate: metrics of the champion, version " + champion.version())
                .metrics(pipeline.access(), champion);
    return Judgement.of(pipeline.recipe().validate(), metrics, champion, championMetrics);
  }

  private static TrackingActivities tracking(String summary) {
    return ActivityProfiles.call(TrackingActivities.class, ActivityProfiles.READ, summary);
  }

  private static RegistryActivities registry(String summary) {
    return ActivityProfiles.call(RegistryActivities.class, ActivityProfiles.READ, summary);
  }
}
