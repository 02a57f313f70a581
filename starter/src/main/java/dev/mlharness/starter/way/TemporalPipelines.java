package dev.mlharness.starter.way;

import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.RetryRequest;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.cli.SignedDecision;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.lineage.Reproductions;
import dev.mlharness.starter.pipelines.PendingTries;
import dev.mlharness.starter.pipelines.PipelineQuery;
import dev.mlharness.starter.pipelines.PipelineRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Pipelines as workflows: queries, signals and updates. */
final class TemporalPipelines implements Pipelines {
  private final Temporal temporal;
  private final Surroundings surroundings;
  private boolean worked;

  TemporalPipelines(Temporal temporal, Surroundings surroundings) {
    this.temporal = temporal;
    this.surroundings = surroundings;
  }

  @Override
  public List<PipelineRow> list(PipelineQuery query, int limit) {
    return query.first(temporal.client(), limit);
  }

  @Override
  public Started start(PreparedRecipe recipe, @Nullable String id, Person person) {
    return new TemporalStart(temporal, surroundings).of(recipe, id, person);
  }

  @Override
  public Started reproduce(
      TraceTarget version, double tolerance, @Nullable String id, Person person) {
    Lineage found = new TemporalRecipes(temporal, surroundings).trace(version);
    return start(Reproductions.prepare(found, tolerance), id, person);
  }

  @Override
  public PipelineStatus status(String id) {
    return pipeline(id).status();
  }

  @Override
  public @Nullable Evidence evidence(String id) {
    return pipeline(id).evidence();
  }

  @Override
  public @Nullable Manifest manifest(String id) {
    return pipeline(id).manifest();
  }

  @Override
  public List<LedgerEntry> ledger(String id) {
    return pipeline(id).ledger();
  }

  @Override
  public List<String> tries(String id) {
    return PendingTries.of(temporal.client(), id);
  }

  @Override
  public Optional<String> page(String id) {
    return temporal.page(id);
  }

  @Override
  public String decider(String id, Person person) {
    return SignedDecision.decider(surroundings, pipeline(id)::gate)
        .orElseGet(() -> person.name(surroundings));
  }

  @Override
  public PipelineStatus decide(String id, Decision said) {
    return pipeline(id)
        .decide(
            SignedDecision.get(surroundings, id, said, String.valueOf(said.evidence()))
                .orElse(said));
  }

  @Override
  public PipelineStatus retry(String id, RetryRequest request) {
    return pipeline(id).retry(request);
  }

  @Override
  public PipelineStatus skip(String id) {
    return pipeline(id).skip();
  }

  @Override
  public PipelineStatus abort(String id, @Nullable String reason) {
    return pipeline(id).abort(reason);
  }

  @Override
  public PipelineStatus pause(String id) {
    TrainValidateDeploy pipeline = pipeline(id);
    pipeline.pause();
    return pipeline.status();
  }

  @Override
  public PipelineStatus resume(String id) {
    TrainValidateDeploy pipeline = pipeline(id);
    pipeline.resume();
    return pipeline.status();
  }

  @Override
  public void cancel(String id) {
    temporal.client().newUntypedWorkflowStub(id).cancel();
  }

  @Override
  public PipelineStatus follow(
      String id, Consumer<PipelineStatus> seen, Predicate<PipelineStatus> enough) {
    return new TemporalFollowing(temporal.client(), id).until(seen, enough);
  }

  /** The pipeline itself must answer, which takes a worker. */
  private TrainValidateDeploy pipeline(String id) {
    if (!worked) {
      temporal.requireWorker(TaskQueues.HARNESS);
      worked = true;
    }
    return temporal.client().newWorkflowStub(TrainValidateDeploy.class, id);
  }
}
