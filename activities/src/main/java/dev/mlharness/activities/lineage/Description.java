package dev.mlharness.activities.lineage;

import dev.mlharness.activities.mlflow.ManifestTags;
import dev.mlharness.activities.mlflow.RecordedRun;
import dev.mlharness.activities.registry.VersionLookup;
import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.Tags;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A version and what was found of its origin, put into words. */
record Description(
    VersionLookup.Found found,
    @Nullable RecordedRun run,
    List<String> environment,
    Remarks remarks) {

  Lineage lineage(@Nullable String endpoint) {
    Map<String, String> tags = tags();
    Manifest manifest = manifest(tags).orElse(null);
    return new Lineage(
        endpoint,
        found.version(),
        found.aliases(),
        manifest,
        tags.get(Tags.PIPELINE),
        withPrefix(tags, Tags.RUN_PREFIX),
        run == null ? Map.of() : run.parameters(),
        run == null ? Map.of() : run.metrics(),
        decisions(tags),
        environment,
        remarks.all(),
        run == null ? null : run.page());
  }

  /** The version's tags, and those of the run, which has room for longer ones. */
  private Map<String, String> tags() {
    Map<String, String> tags = new HashMap<>(found.version().tags());
    if (run != null) {
      tags.putAll(run.tags());
    }
    return tags;
  }

  private Optional<Manifest> manifest(Map<String, String> tags) {
    if (run == null) {
      return Optional.empty();
    }
    try {
      Optional<Manifest> manifest = ManifestTags.join(tags);
      if (manifest.isEmpty()) {
        remarks.noManifest();
      }
      return manifest.filter(this::isTrusted);
    } catch (IllegalStateException e) {
      remarks.brokenManifest(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private boolean isTrusted(Manifest manifest) {
    if (!Manifests.intact(manifest)) {
      remarks.brokenManifest("it is not what its digest " + manifest.digest() + " says");
      return false;
    }
    String onVersion = found.version().tags().get(Tags.DIGEST);
    if (onVersion != null && !onVersion.equals(manifest.digest())) {
      remarks.brokenManifest(
          "its digest is %s, while the version carries %s".formatted(manifest.digest(), onVersion));
      return false;
    }
    return true;
  }

  private static List<String> decisions(Map<String, String> tags) {
    Map<Integer, String> byNumber = new TreeMap<>();
    withPrefix(tags, Tags.DECISION_PREFIX)
        .forEach((number, decision) -> byNumber.put(number(number), decision));
    return List.copyOf(byNumber.values());
  }

  /** A tag that somebody else put there comes last. */
  private static int number(String text) {
    return text.chars().allMatch(Character::isDigit) && text.length() < 9 && !text.isEmpty()
        ? Integer.parseInt(text)
        : Integer.MAX_VALUE;
  }

  private static Map<String, String> withPrefix(Map<String, String> tags, String prefix) {
    Map<String, String> found = new HashMap<>();
    tags.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            found.put(key.substring(prefix.length()), value);
          }
        });
    return found;
  }
}
