package dev.mlharness.promotion;

import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import java.util.Comparator;
import java.util.List;

/** What an endpoint would serve if it served another version at the size that it has. Pure. */
final class Resized {
  private static final int ALL_TRAFFIC = 100;

  private Resized() {}

  static EndpointConfig serving(EndpointConfig now, String model, String version) {
    ServedModel size =
        now.served().stream()
            .max(
                Comparator.<ServedModel, Boolean>comparing(one -> one.model().equals(model))
                    .thenComparing(ServedModel::weight))
            .orElseThrow(() -> new IllegalArgumentException("an endpoint serves something"));
    String name = model.substring(model.lastIndexOf('.') + 1) + "-" + version;
    return new EndpointConfig(
        List.of(
            new ServedModel(
                name, model, version, size.workloadSize(), size.scaleToZero(), ALL_TRAFFIC)));
  }
}
