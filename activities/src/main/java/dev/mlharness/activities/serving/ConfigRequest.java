package dev.mlharness.activities.serving;

import com.databricks.sdk.service.serving.AutoCaptureConfigInput;
import com.databricks.sdk.service.serving.AutoCaptureConfigOutput;
import com.databricks.sdk.service.serving.EndpointCoreConfigInput;
import com.databricks.sdk.service.serving.EndpointCoreConfigOutput;
import com.databricks.sdk.service.serving.Route;
import com.databricks.sdk.service.serving.ServedEntityInput;
import com.databricks.sdk.service.serving.ServedEntityOutput;
import com.databricks.sdk.service.serving.TrafficConfig;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as Databricks takes it. What people set beside the harness (environment
 * variables, instance profile, GPU type, inference tables) is carried over from what the endpoint
 * serves now, so that it survives a change, and the way back.
 *
 * @param now null for a new endpoint
 */
record ConfigRequest(
    String endpoint, EndpointConfig wanted, @Nullable EndpointCoreConfigOutput now) {

  EndpointCoreConfigInput toInput() {
    EndpointCoreConfigInput input =
        new EndpointCoreConfigInput()
            .setName(endpoint)
            .setServedEntities(wanted.served().stream().map(this::entity).toList())
            .setTrafficConfig(new TrafficConfig().setRoutes(routes()));
    if (now != null && now.getAutoCaptureConfig() != null) {
      input.setAutoCaptureConfig(autoCapture(now.getAutoCaptureConfig()));
    }
    return input;
  }

  private List<Route> routes() {
    return wanted.served().stream()
        .map(
            model ->
                new Route()
                    .setServedModelName(model.name())
                    .setTrafficPercentage((long) model.weight()))
        .toList();
  }

  private ServedEntityInput entity(ServedModel model) {
    ServedEntityInput input =
        new ServedEntityInput()
            .setName(model.name())
            .setEntityName(model.model())
            .setEntityVersion(model.version())
            .setWorkloadSize(model.workloadSize())
            .setScaleToZeroEnabled(model.scaleToZero());
    likest(model)
        .ifPresent(
            like ->
                input
                    .setEnvironmentVars(like.getEnvironmentVars())
                    .setInstanceProfileArn(like.getInstanceProfileArn())
                    .setWorkloadType(like.getWorkloadType()));
    return input;
  }

  /** The same served model, else another version of the same model. */
  private Optional<ServedEntityOutput> likest(ServedModel model) {
    return served()
        .filter(entity -> model.model().equals(entity.getEntityName()))
        .max(
            Comparator.comparing(
                entity -> Objects.equals(model.version(), entity.getEntityVersion())));
  }

  private Stream<ServedEntityOutput> served() {
    return now == null || now.getServedEntities() == null
        ? Stream.of()
        : now.getServedEntities().stream();
  }

  private static AutoCaptureConfigInput autoCapture(AutoCaptureConfigOutput capture) {
    return new AutoCaptureConfigInput()
        .setCatalogName(capture.getCatalogName())
        .setSchemaName(capture.getSchemaName())
        .setTableNamePrefix(capture.getTableNamePrefix())
        .setEnabled(capture.getEnabled());
  }
}
