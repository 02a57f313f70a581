package dev.mlharness.starter.way;

import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.RetryRequest;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.pipelines.PipelineQuery;
import dev.mlharness.starter.pipelines.PipelineRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about pipelines. Each method throws {@link
 * dev.mlharness.starter.console.CommandFailure}, or an exception of Temporal, when the answer is
 * no.
 */
public interface Pipelines {
  /** The first of the list, at most so many. */
  List<PipelineRow> list(PipelineQuery query, int limit);

  /**
   * Starts a pipeline; never a second one of the same id.
   *
   * @param id null: one that nobody has
   * @param person who says so, where that is not proven
   */
  Started start(PreparedRecipe recipe, @Nullable String id, Person person);

  /**
   * Starts a pipeline that trains a version again and compares the metrics; never a second one of
   * the same id.
   *
   * @param tolerance how far apart a metric may be, in its own unit
   * @param id null: one that nobody has
   * @param person who says so, where that is not proven
   */
  Started reproduce(TraceTarget version, double tolerance, @Nullable String id, Person person);

  PipelineStatus status(String id);

  /** Null: no gate has opened yet. */
  @Nullable Evidence evidence(String id);

  /** Null: the references are not pinned yet. */
  @Nullable Manifest manifest(String id);

  List<LedgerEntry> ledger(String id);

  /** A line for each activity that has failed and is tried again. */
  List<String> tries(String id);

  /** The page of a pipeline in the Temporal UI, where it is known. */
  Optional<String> page(String id);

  /**
   * In whose name a decision would be. Fails when it could not count, before anybody reads the
   * evidence for nothing.
   */
  String decider(String id, Person person);

  /**
   * Decides at the open gate.
   *
   * @param said for which evidence, and by whom where that is not proven
   */
  PipelineStatus decide(String id, Decision said);

  PipelineStatus retry(String id, RetryRequest request);

  PipelineStatus skip(String id);

  PipelineStatus abort(String id, @Nullable String reason);

  PipelineStatus pause(String id);

  PipelineStatus resume(String id);

  /** Asks it to stop, and does not wait. */
  void cancel(String id);

  /**
   * Follows a pipeline until it has ended, or the condition holds. A server that is away for a
   * while is waited for.
   *
   * @param seen is handed each status
   * @return the last one
   */
  PipelineStatus follow(String id, Consumer<PipelineStatus> seen, Predicate<PipelineStatus> enough);

  /**
   * A pipeline that was started.
   *
   * @param page in the Temporal UI; null: it is not known where that is
   * @param worker whether one takes work, as far as that is known
   */
  record Started(
      String pipeline, String recipe, String model, @Nullable String page, boolean worker) {}
}
