package dev.mlharness.activities.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.tracking.Plot;
import dev.mlharness.tracking.TrackingRun;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The pictures among the artifacts of a run. */
final class Plots {
  private static final Set<String> ENDINGS =
      Set.of(".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp");

  private static final int ENOUGH = 50;

  /** So many folders are looked into; a model logged by the run has many of its own. */
  private static final int FOLDERS = 30;

  private final Mlflow mlflow;

  Plots(Mlflow mlflow) {
    this.mlflow = mlflow;
  }

  List<Plot> of(TrackingRun run) {
    List<Plot> plots = new ArrayList<>();
    Deque<String> folders = new ArrayDeque<>(List.of(""));
    for (int looked = 0; looked < FOLDERS && !folders.isEmpty(); looked++) {
      for (JsonNode file : list(run, folders.remove())) {
        String path = file.path("path").asText();
        if (file.path("is_dir").asBoolean()) {
          folders.add(path);
        } else if (isPicture(path)) {
          plots.add(
              new Plot(
                  path,
                  file.path("file_size").asLong(),
                  run.url() + "/artifacts/" + path.replace(" ", "%20")));
        }
      }
    }
    return plots.stream().sorted(Comparator.comparing(Plot::path)).limit(ENOUGH).toList();
  }

  private Iterable<JsonNode> list(TrackingRun run, String folder) {
    String path =
        "artifacts/list?run_id="
            + run.runId()
            + (folder.isEmpty()
                ? ""
                : "&path=" + URLEncoder.encode(folder, StandardCharsets.UTF_8));
    return mlflow
        .find(
            run.access(),
            "Listing the artifacts of run " + run.runId(),
            client -> MlflowJson.get(client, path))
        .map(answer -> (Iterable<JsonNode>) answer.path("files"))
        .orElse(List.of());
  }

  private static boolean isPicture(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }
}
