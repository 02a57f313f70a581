package dev.mlharness.activities.mlflow;

import java.util.Map;
import java.util.stream.Collectors;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunTag;

/**
 * What a run left.
 *
 * @param metrics the last value of each
 * @param page where a person sees it
 */
public record RecordedRun(
    Map<String, String> tags,
    Map<String, String> parameters,
    Map<String, Double> metrics,
    String page) {
  public RecordedRun {
    tags = Map.copyOf(tags);
    parameters = Map.copyOf(parameters);
    metrics = Map.copyOf(metrics);
  }

  static RecordedRun of(Run run, String page) {
    return new RecordedRun(
        run.getData().getTagsList().stream()
            .collect(Collectors.toMap(RunTag::getKey, RunTag::getValue)),
        run.getData().getParamsList().stream()
            .collect(Collectors.toMap(Param::getKey, Param::getValue)),
        run.getData().getMetricsList().stream()
            .collect(Collectors.toMap(Metric::getKey, Metric::getValue)),
        page);
  }
}
