package dev.mlharness.starter.promotion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mlharness.approval.Check;
import dev.mlharness.approval.Evidence;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.Reign;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.starter.pipelines.PipelineQuery;
import dev.mlharness.starter.pipelines.PipelineRow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Versions of a model over time: those of its newest pipelines, and all that were ever champion. A
 * version of which Temporal has forgotten the pipeline is there without its metrics, which its
 * lineage still has.
 */
public final class ModelVersions {
  private static final int PIPELINES = 40;
  private static final int REMEMBERED = 1_000;

  /** Of pipelines that have ended: what they found does not change any more. */
  private final Cache<String, Found> ended = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /**
   * @param history who was champion when
   * @return the newest first
   */
  public List<VersionRow> of(WorkflowClient temporal, ModelKey key, List<Reign> history) {
    Map<String, VersionRow> versions = new LinkedHashMap<>();
    for (Reign reign : history) {
      versions.putIfAbsent(reign.version(), ofReign(reign, history));
    }
    for (PipelineRow row : PipelineQuery.of(key.model(), false).first(temporal, PIPELINES)) {
      Found found = row.version() == null ? null : found(temporal, row);
      if (found != null && found.isOf(key)) {
        versions.put(row.version(), ofPipeline(row, found, history));
      }
    }
    return versions.values().stream()
        .sorted(Comparator.comparing(VersionRow::made).reversed())
        .toList();
  }

  private static VersionRow ofReign(Reign reign, List<Reign> history) {
    return new VersionRow(
        reign.version(),
        reign.pipeline(),
        false,
        null,
        reign.since(),
        Map.of(),
        of(reign.version(), history));
  }

  private static VersionRow ofPipeline(PipelineRow row, Found found, List<Reign> history) {
    return new VersionRow(
        String.valueOf(row.version()),
        row.pipeline(),
        row.ended() == null,
        row.outcome(),
        row.started(),
        found.metrics,
        of(String.valueOf(row.version()), history));
  }

  private static List<Reign> of(String version, List<Reign> history) {
    return history.stream().filter(reign -> reign.version().equals(version)).toList();
  }

  private Found found(WorkflowClient temporal, PipelineRow row) {
    if (row.ended() == null) {
      return asked(temporal, row.pipeline());
    }
    String execution = execution(row.pipeline(), row.started());
    Found known = ended.getIfPresent(execution);
    if (known == null) {
      known = asked(temporal, row.pipeline());
      if (known.workspace != null) {
        ended.put(execution, known);
      }
    }
    return known;
  }

  /** A workflow id may be used again. */
  private static String execution(String pipeline, Instant started) {
    return pipeline + "@" + started;
  }

  private static Found asked(WorkflowClient temporal, String id) {
    TrainValidateDeploy pipeline = temporal.newWorkflowStub(TrainValidateDeploy.class, id);
    try {
      return Found.of(pipeline.manifest(), pipeline.evidence());
    } catch (WorkflowException unanswered) {
      // One pipeline that no worker can replay hides no other version.
      return new Found(null, Map.of());
    }
  }

  /**
   * @param workspace null: not known, which is no reason to hide a version
   */
  private record Found(@Nullable String workspace, Map<String, Double> metrics) {
    static Found of(@Nullable Manifest manifest, @Nullable Evidence evidence) {
      return new Found(
          manifest == null ? null : manifest.recipe().workspace(),
          evidence == null ? Map.of() : judged(evidence));
    }

    boolean isOf(ModelKey key) {
      return workspace == null || workspace.equals(key.workspace());
    }

    private static Map<String, Double> judged(Evidence evidence) {
      Map<String, Double> judged = new HashMap<>();
      for (Check check : evidence.checks()) {
        if (check.value() != null) {
          judged.put(check.metric(), check.value());
        }
      }
      return judged;
    }
  }
}
