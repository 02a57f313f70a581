package dev.mlharness.recipe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a team writes: the whole of a recipe, with defaults filled in and the chosen target applied.
 * The published JSON Schema is its outer form; {@code RecipeReader} is the only way from text to
 * here.
 *
 * @param model three-level name for Unity Catalog, one-level for MLflow's registry
 * @param workspace name of a configured workspace
 * @param role default role of every stage
 * @param source where the code of the tasks comes from; null when tasks name absolute workspace
 *     paths
 * @param onFailure what a failed stage does to the pipeline
 * @param watch how the champion is watched while it serves; null: not at all
 * @param budget what its runs may spend; null: no limit
 * @param notifications who is told of what; not a word of the digest while it is nobody
 * @param holdTimeout how long a held stage waits for a person before the pipeline is aborted
 */
public record Recipe(
    @JsonProperty("apiVersion") String apiVersion,
    String kind,
    Metadata metadata,
    String model,
    String workspace,
    String role,
    @Nullable Source source,
    List<DataSet> data,
    Compute compute,
    StageTask train,
    @Nullable StageTask test,
    Validate validate,
    Approve approve,
    Deploy deploy,
    OnFailure onFailure,
    Duration holdTimeout,
    @Nullable ScheduleSpec schedule,
    @Nullable WatchSpec watch,
    @Nullable Budget budget,
    @JsonProperty("notify") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<NotifySpec> notifications) {

  public Recipe {
    data = List.copyOf(data);
    notifications = List.copyOf(notifications);
  }

  /** What happens to the pipeline when a stage has used up its attempts. */
  public enum OnFailure {
    /** Wait for {@code retry}, {@code skip} or {@code abort}. */
    HOLD,
    /** Drain the ledger and end. */
    ABORT
  }

  /** Whether the model lives in Unity Catalog (three-level name). */
  public boolean inUnityCatalog() {
    return model.chars().filter(c -> c == '.').count() == 2;
  }

  /** The same recipe with the names that {@code default} stands for. */
  public Recipe in(String workspaceName, String roleName) {
    return new Recipe(
        apiVersion,
        kind,
        metadata,
        model,
        workspaceName,
        roleName,
        source,
        data,
        compute,
        train,
        test,
        validate,
        approve,
        deploy,
        onFailure,
        holdTimeout,
        schedule,
        watch,
        budget,
        notifications);
  }

  /** Whom the recipe wants told of such an occasion. */
  public List<ReceiverName> told(Occasion occasion) {
    return notifications.stream()
        .filter(one -> one.on().contains(occasion))
        .map(NotifySpec::receiver)
        .toList();
  }

  /** The role of a stage: its own, else the recipe's. */
  public String roleOf(@Nullable String own) {
    return own == null ? role : own;
  }
}
