package dev.mlharness.pipeline;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.approval.ConfirmQuestion;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.Ruling;
import dev.mlharness.ledger.Aliases;
import dev.mlharness.ledger.Inverse;
import dev.mlharness.ledger.Undo;
import dev.mlharness.lineage.Tags;
import dev.mlharness.recipe.Deploy;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.AliasChange;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegistryActivities;
import dev.mlharness.rollout.BeforeState;
import dev.mlharness.rollout.RolloutRequest;
import dev.mlharness.serving.Endpoint;
import dev.mlharness.serving.EndpointChange;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import dev.mlharness.serving.ServingActivities;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the candidate champion. First traffic, then the aliases: {@code champion} names what
 * serves. All of it is done, or all of it is undone before a person is asked.
 */
final class Promotion {
  private static final int ALL_TRAFFIC = 100;

  private final PipelineContext pipeline;
  private final Access access;
  private final Evidence evidence;
  private final ModelVersion candidate;
  private final Standing standing;
  private final Aliases aliases;

  /**
   * @param standing what was decided, which is looked at again before the first change, and before
   *     the aliases of a rollout move
   */
  Promotion(PipelineContext pipeline, Evidence evidence, Standing standing) {
    this.standing = standing;
    this.pipeline = pipeline;
    this.access = pipeline.access(pipeline.recipe().deploy().role());
    this.evidence = evidence;
    this.candidate = evidence.candidate();
    this.aliases = new Aliases(pipeline.ledger(), access, candidate.model(), "deploy");
  }

  /**
   * @return where the endpoint answers; null for batch
   * @throws GivenUp when it failed and nobody mends it
   * @throws Reopened when what was decided holds no more; then everything is as it was before
   */
  @Nullable String deploy(Ruling ruling) {
    pipeline.progress().enter(Stage.DEPLOY, access.role());
    int mark = pipeline.ledger().mark();
    while (true) {
      try {
        return promote(ruling);
      } catch (ActivityFailure | ApplicationFailure failure) {
        Failures.rethrowCancellation(failure);
        pipeline.ledger().drain(mark, new Undo(Map.of(), pipeline.progress()::ended));
        pipeline
            .hold()
            .await(Stage.DEPLOY, pipeline.ledger().withLeftUndone(Failures.sentence(failure)));
      }
    }
  }

  private @Nullable String promote(Ruling ruling) {
    boolean reopens = Standing.reopens();
    if (reopens) {
      standing.confirm(evidence, ruling);
    }
    String champion = championThatPeopleSaw(reopens);
    String url =
        pipeline.recipe().deploy().steps().isEmpty()
            ? atOnce(champion)
            : stepwise(champion, reopens ? standing.question(ruling) : null);
    dismissChallenger();
    change("outcome")
        .tag(
            access,
            candidate.model(),
            candidate.version(),
            OutcomeTags.of(Outcome.DEPLOYED, evidence, ruling.decisions()));
    pipeline.ledger().closeAll();
    return url;
  }

  private @Nullable String atOnce(@Nullable String champion) {
    String url = serve();
    aliases.crown(candidate.version(), champion, ActivityProfiles.READ);
    pipeline.progress().crowned(Instant.ofEpochMilli(Workflow.currentTimeMillis()));
    new Scoring(pipeline, candidate).run();
    return url;
  }

  private String stepwise(@Nullable String champion, @Nullable ConfirmQuestion decided) {
    Deploy.Serving serving =
        Objects.requireNonNull(
            pipeline.recipe().deploy().serving(), "a recipe with steps has an endpoint");
    BeforeState before =
        new BeforeState(read(serving.endpoint()).config(), champion, version(Alias.PREVIOUS));
    return new StepwisePromotion(pipeline, access, evidence, standing)
        .promote(
            new RolloutRequest(
                pipeline.id().workflowId(),
                access,
                pipeline.manifest(),
                serving.endpoint(),
                served(serving),
                before,
                tags(),
                pipeline.messages().heard(),
                decided));
  }

  /** The candidate was compared with it, and the decision was made about that. */
  private @Nullable String championThatPeopleSaw(boolean reopens) {
    String seen = evidence.champion() == null ? null : evidence.champion().version();
    String now = version(Alias.CHAMPION);
    if (!Objects.equals(now, seen) && !candidate.version().equals(now)) {
      String changed =
          "champion of %s is %s now, and was %s when this was decided"
              .formatted(candidate.model(), words(now), words(seen));
      if (reopens) {
        throw new Reopened(changed);
      }
      throw Failures.of(
          FailureType.CONFLICT, changed + "; start a new pipeline, or put it back and retry");
    }
    return seen;
  }

  private @Nullable String serve() {
    Deploy.Serving serving = pipeline.recipe().deploy().serving();
    if (serving == null) {
      return null;
    }
    String name = serving.endpoint();
    Endpoint before = read(name);
    EndpointConfig wanted = wanted(serving);
    EndpointChange change = new EndpointChange(access, name, before.config(), wanted, tags());
    if (!wanted.equals(before.config())) {
      pipeline.ledger().write("endpoint " + name, new Inverse.RestoreEndpoint(change.inverse()));
    }
    return ActivityProfiles.call(
            ServingActivities.class,
            ActivityProfiles.ENDPOINT,
            "deploy: endpoint %s serves version %s".formatted(name, candidate.version()))
        .change(change)
        .url();
  }

  private Endpoint read(String endpoint) {
    return ActivityProfiles.call(
            ServingActivities.class, ActivityProfiles.READ, "deploy: endpoint " + endpoint)
        .read(access, endpoint);
  }

  private EndpointConfig wanted(Deploy.Serving serving) {
    return new EndpointConfig(List.of(served(serving)));
  }

  private ServedModel served(Deploy.Serving serving) {
    String model = candidate.model();
    String name = model.substring(model.lastIndexOf('.') + 1) + "-" + candidate.version();
    return new ServedModel(
        name,
        model,
        candidate.version(),
        serving.workloadSize(),
        serving.scaleToZero(),
        ALL_TRAFFIC);
  }

  private void dismissChallenger() {
    try {
      change("alias challenger")
          .changeAlias(
              new AliasChange(
                  access, candidate.model(), Alias.CHALLENGER, candidate.version(), null));
    } catch (ActivityFailure failure) {
      if (!Failures.is(FailureType.CONFLICT, failure)) {
        throw failure;
      }
      pipeline.progress().note("another pipeline has a challenger already; it keeps the alias");
    }
  }

  private @Nullable String version(Alias alias) {
    return aliases.version(alias, ActivityProfiles.READ);
  }

  private Map<String, String> tags() {
    return Map.of(
        Tags.PIPELINE, pipeline.id().workflowId(), Tags.DIGEST, pipeline.manifest().digest());
  }

  private static String words(@Nullable String version) {
    return version == null ? "unset" : "version " + version;
  }

  private static RegistryActivities change(String what) {
    return ActivityProfiles.call(
        RegistryActivities.class, ActivityProfiles.CHANGE, "deploy: " + what);
  }
}
