package dev.mlharness.activities.check;

import dev.mlharness.check.LiveModel;
import java.util.Map;
import java.util.TreeMap;

/** What statements and queries may say of the model that they measure. */
final class LiveNames {
  private LiveNames() {}

  static Map<String, String> of(LiveModel live) {
    Map<String, String> names = new TreeMap<>();
    names.put("model", live.model());
    names.put("version", live.version());
    names.put("endpoint", live.endpoint() == null ? "" : live.endpoint());
    names.put("served_model", live.servedModel() == null ? "" : live.servedModel());
    return names;
  }
}
