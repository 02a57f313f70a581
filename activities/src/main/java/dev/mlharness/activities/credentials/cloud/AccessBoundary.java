package dev.mlharness.activities.credentials.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.cloud.CloudLocation.Gcs;
import dev.mlharness.activities.failure.Failures;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a token of Google Cloud may do: never more than its service account, and only what stands
 * here.
 *
 * @param scopes the same in few words, for receipts
 * @param json a Credential Access Boundary
 */
record AccessBoundary(List<String> scopes, String json) {
  /** How many rules Google takes. */
  private static final int MOST_RULES = 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  AccessBoundary {
    scopes = List.copyOf(scopes);
  }

  /**
   * Listing what lies at these locations, and reading there: Google has no smaller role that may
   * list. One rule a bucket.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} when they are in more
   *     buckets than Google takes rules
   */
  static AccessBoundary listing(Collection<Gcs> locations) {
    Map<String, TreeSet<String>> paths = new TreeMap<>();
    locations.forEach(
        location ->
            paths.computeIfAbsent(location.bucket(), b -> new TreeSet<>()).add(location.path()));
    if (paths.size() > MOST_RULES) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "The data of the recipe lies in %d buckets of Google Cloud, and an access boundary takes %d. Put it into fewer."
              .formatted(paths.size(), MOST_RULES));
    }
    List<Map<String, Object>> rules =
        paths.entrySet().stream().map(bucket -> rule(bucket.getKey(), bucket.getValue())).toList();
    return new AccessBoundary(
        locations.stream()
            .map(location -> "storage.objectViewer " + location.uri())
            .distinct()
            .sorted()
            .toList(),
        json(Map.of("accessBoundary", Map.of("accessBoundaryRules", rules))));
  }

  private static Map<String, Object> rule(String bucket, Collection<String> paths) {
    Map<String, Object> rule = new TreeMap<>();
    rule.put("availableResource", "//storage.googleapis.com/projects/_/buckets/" + bucket);
    rule.put("availablePermissions", List.of("inRole:roles/storage.objectViewer"));
    if (!paths.contains("")) {
      String expression =
          paths.stream().map(path -> condition(bucket, path)).collect(Collectors.joining(" || "));
      rule.put("availabilityCondition", Map.of("expression", expression));
    }
    return rule;
  }

  private static String condition(String bucket, String path) {
    String literal = path.replace("\\", "\\\\").replace("'", "\\'");
    return "resource.name.startsWith('projects/_/buckets/%s/objects/%s') || api.getAttribute('storage.googleapis.com/objectListPrefix', '').startsWith('%s')"
        .formatted(bucket, literal, literal);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("lists of text are JSON", e);
    }
  }
}
