package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** All runs: on disk, and in memory for those who ask often. */
@Component
class RunStore {

  private final Documents documents;
  private final DocumentCollection<Run> stored;
  private final DocumentCollection<Long> tokens;
  private final ConcurrentSkipListMap<Long, Run> runs = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<Long, Long> runOfAttempt = new ConcurrentSkipListMap<>();

  RunStore(Documents documents) {
    this.documents = documents;
    this.stored = documents.collection("runs", Run.class);
    this.tokens = documents.collection("run-tokens", Long.class);
    stored.list().forEach(this::remember);
  }

  /** The run with this id, or the run that has a try with this id. */
  Optional<Run> find(long id) {
    Long runId = runOfAttempt.getOrDefault(id, id);
    return Optional.ofNullable(runs.get(runId));
  }

  /** The run; a missing one is an invalid parameter to Databricks, and a 400. */
  Run get(long id) {
    return find(id).orElseThrow(() -> ApiException.invalid("Run %d does not exist.".formatted(id)));
  }

  List<Run> newestFirst() {
    return List.copyOf(runs.descendingMap().values());
  }

  List<Run> active() {
    return runs.values().stream().filter(Run::active).toList();
  }

  /**
   * The run that this token stands for; {@code maker} makes it if there is none yet. Of many
   * callers with one token, one makes the run.
   */
  Run withToken(String token, Function<String, Run> maker) {
    return documents.atomically(
        () -> {
          Optional<Long> known = tokens.get(token);
          if (known.isPresent()) {
            return find(known.get())
                .orElseThrow(
                    () ->
                        ApiException.invalid(
                            "The run of idempotency_token '%s' was deleted.".formatted(token)));
          }
          Run made = maker.apply(token);
          tokens.put(token, made.runId());
          return add(made);
        });
  }

  Run add(Run run) {
    stored.put(Long.toString(run.runId()), run);
    remember(run);
    return run;
  }

  /** Changes a run, with nobody else changing it meanwhile; the run as it is then. */
  Run update(long runId, UnaryOperator<Run> change) {
    return documents.atomically(
        () -> {
          Run before = get(runId);
          Run after = change.apply(before);
          return after.equals(before) ? before : add(after);
        });
  }

  void delete(long runId) {
    stored.delete(Long.toString(runId));
    Run gone = runs.remove(runId);
    if (gone != null) {
      gone.attempts().forEach(attempt -> runOfAttempt.remove(attempt.runId()));
    }
  }

  private void remember(Run run) {
    runs.put(run.runId(), run);
    run.attempts().forEach(attempt -> runOfAttempt.put(attempt.runId(), run.runId()));
  }
}
