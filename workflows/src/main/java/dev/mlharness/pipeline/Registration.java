package dev.mlharness.pipeline;

import dev.mlharness.approval.Changes;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.Slice;
import dev.mlharness.ledger.Inverse;
import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.LineageActivities;
import dev.mlharness.lineage.Tags;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.pipeline.PipelineStatus.StageRun;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.AliasChange;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegisterRequest;
import dev.mlharness.registry.RegistryActivities;
import dev.mlharness.timing.ActivityProfiles;
import dev.mlharness.tracking.LoggedModel;
import dev.mlharness.tracking.Plot;
import dev.mlharness.tracking.TrackingActivities;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the candidate a version of the registered model, and gathers the evidence about it. */
final class Registration {
  /** Decisions in older pipelines name the digest of evidence that showed less. */
  private static final String WIDER_EVIDENCE = "wider-evidence";

  private final PipelineContext pipeline;
  private final Initiator initiator;

  Registration(PipelineContext pipeline, Initiator initiator) {
    this.pipeline = pipeline;
    this.initiator = initiator;
  }

  /** The version, with the alias {@code challenger}. */
  ModelVersion register(LoggedModel model) {
    pipeline.progress().enter(Stage.REGISTER, pipeline.recipe().role());
    ModelVersion version = pipeline.hold().mend(Stage.REGISTER, () -> version(model));
    pipeline.progress().registered(version);
    return pipeline.hold().mend(Stage.REGISTER, () -> challenger(version));
  }

  /** What people decide on. */
  Evidence evidence(ModelVersion candidate, Judgement judgement) {
    ModelVersion champion = judgement.champion();
    boolean wider =
        Workflow.getVersion(WIDER_EVIDENCE, Workflow.DEFAULT_VERSION, 1)
            != Workflow.DEFAULT_VERSION;
    List<String> changes =
        champion == null
            ? List.of()
            : pipeline.hold().mend(Stage.REGISTER, () -> changes(champion, candidate, wider));
    Evidence evidence =
        new Evidence(
            "",
            pipeline.manifest().digest(),
            candidate,
            champion,
            judgement.metrics(),
            judgement.championMetrics(),
            judgement.checks(),
            changes,
            pipeline.tracking().url());
    return (wider ? widened(evidence, judgement) : evidence).digested();
  }

  private Evidence widened(Evidence evidence, Judgement judgement) {
    return evidence.with(
        Slice.of(pipeline.recipe().validate().slices(), judgement.metrics()),
        pipeline.hold().mend(Stage.REGISTER, this::plots),
        pipeline.recipe().approve());
  }

  private List<Plot> plots() {
    return ActivityProfiles.call(
            TrackingActivities.class, ActivityProfiles.READ, "register: plots for the evidence")
        .plots(pipeline.tracking());
  }

  private ModelVersion version(LoggedModel model) {
    // The model is part of the key: another training is another version.
    String key = pipeline.id().key("register", model.source());
    String name = pipeline.recipe().model();
    pipeline
        .ledger()
        .write("new version of " + name, new Inverse.RetireVersion(pipeline.access(), name, key));
    return registry("register: version of " + name)
        .register(new RegisterRequest(pipeline.access(), name, model, key, tags()));
  }

  private ModelVersion challenger(ModelVersion version) {
    ModelVersion former =
        ActivityProfiles.call(
                RegistryActivities.class, ActivityProfiles.READ, "register: challenger")
            .byAlias(pipeline.access(), version.model(), Alias.CHALLENGER);
    String from = former == null ? null : former.version();
    if (version.version().equals(from)) {
      return version;
    }
    AliasChange change = challenger(version, from, version.version());
    // Not the exact inverse: a former challenger has had its day, whatever becomes of this one.
    AliasChange inverse = challenger(version, version.version(), null);
    pipeline
        .ledger()
        .write("alias challenger of " + version.model(), new Inverse.RestoreAlias(inverse));
    registry("register: version %s is challenger".formatted(version.version())).changeAlias(change);
    return version;
  }

  private AliasChange challenger(ModelVersion version, @Nullable String from, @Nullable String to) {
    return new AliasChange(pipeline.access(), version.model(), Alias.CHALLENGER, from, to);
  }

  private List<String> changes(ModelVersion champion, ModelVersion candidate, boolean wider) {
    Lineage former = trace("champion", champion);
    List<String> changes = new ArrayList<>(Changes.between(former.manifest(), pipeline.manifest()));
    if (wider) {
      Lineage own = trace("candidate", candidate);
      changes.addAll(Changes.ofEnvironment(former.environment(), own.environment()));
      changes.addAll(
          Changes.ofIdentity(
              champion.tags().get(Tags.IDENTITY), candidate.tags().get(Tags.IDENTITY)));
    }
    return changes;
  }

  private Lineage trace(String what, ModelVersion version) {
    return ActivityProfiles.call(
            LineageActivities.class, ActivityProfiles.READ, "register: trace the " + what)
        .trace(
            new TraceTarget(
                pipeline.recipe().workspace(), null, version.model(), version.version(), null));
  }

  private Map<String, String> tags() {
    Manifest manifest = pipeline.manifest();
    Map<String, String> tags = new TreeMap<>();
    tags.put(Tags.DIGEST, manifest.digest());
    tags.put(Tags.PIPELINE, pipeline.id().workflowId());
    if (initiator.name() != null) {
      tags.put(Tags.INITIATOR, initiator.name());
    }
    String identities = pipeline.progress().identities();
    if (!identities.isEmpty()) {
      tags.put(Tags.IDENTITY, identities);
    }
    if (manifest.pins().git() != null) {
      tags.put(Tags.COMMIT, manifest.pins().git().commit());
    }
    if (!manifest.pins().data().isEmpty()) {
      tags.put(Tags.DATA, data(manifest.pins().data()));
    }
    for (StageRun run : pipeline.progress().runs()) {
      tags.put(Tags.run(run.stage().word()), run.url());
    }
    tags.replaceAll((name, value) -> Tags.fit(value));
    return tags;
  }

  private static String data(List<DataPin> pins) {
    return pins.stream()
        .map(pin -> "%s=%s@%s".formatted(pin.name(), pin.securable(), pin.version()))
        .collect(Collectors.joining(","));
  }

  private static RegistryActivities registry(String summary) {
    return ActivityProfiles.call(RegistryActivities.class, ActivityProfiles.CHANGE, summary);
  }
}
