package dev.mlharness.sandbox.catalog;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.catalog.MlflowViews.MlflowVersion;
import dev.mlharness.sandbox.catalog.MlflowViews.Tag;
import dev.mlharness.sandbox.catalog.Models.NewVersion;
import dev.mlharness.sandbox.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Versions, as MLflow's client for Unity Catalog calls them. */
@RestController
@RequestMapping("/api/2.0/mlflow/unity-catalog/model-versions")
class MlflowVersionController {

  private static final Pattern BY_NAME = Pattern.compile("\\s*name\\s*=\\s*['\"](.+?)['\"]\\s*");

  private final Models models;

  MlflowVersionController(Models models) {
    this.models = models;
  }

  @PostMapping("/create")
  Map<String, MlflowVersion> create(
      @AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    Map<String, String> tags =
        (asked.tags == null ? List.<Tag>of() : asked.tags)
            .stream().collect(Collectors.toMap(Tag::key, Tag::value, (one, other) -> other));
    return answer(
        models.createVersion(
            caller,
            asked.name,
            new NewVersion(asked.source, asked.runId, asked.modelId, asked.description, tags)));
  }

  @PostMapping("/finalize")
  Map<String, MlflowVersion> complete(
      @AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    return answer(models.complete(caller, asked.name, asked.number()));
  }

  @GetMapping("/get")
  Map<String, MlflowVersion> get(
      @AuthenticationPrincipal Caller caller,
      @RequestParam String name,
      @RequestParam long version) {
    return answer(models.version(caller, name, version));
  }

  @GetMapping("/get-download-uri")
  Map<String, String> source(
      @AuthenticationPrincipal Caller caller,
      @RequestParam String name,
      @RequestParam long version) {
    return Map.of("artifact_uri", models.version(caller, name, version).source());
  }

  @GetMapping("/search")
  Map<String, List<MlflowVersion>> search(
      @AuthenticationPrincipal Caller caller, @RequestParam String filter) {
    Matcher named = BY_NAME.matcher(filter);
    if (!named.matches()) {
      throw ApiException.invalid(
          "Unity Catalog searches versions by name only: name='catalog.schema.model'; got "
              + filter);
    }
    return Map.of(
        "model_versions",
        models.versions(caller, named.group(1)).stream().map(this::view).toList());
  }

  @PatchMapping("/update")
  Map<String, MlflowVersion> update(
      @AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    return answer(models.commentVersion(caller, asked.name, asked.number(), asked.description));
  }

  @DeleteMapping("/delete")
  Map<String, String> delete(@AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    models.deleteVersion(caller, asked.name, asked.number());
    return Map.of();
  }

  @PostMapping("/set-tag")
  Map<String, String> setTag(@AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    models.tagVersion(
        caller, asked.name, asked.number(), MlflowViews.need("key", asked.key), asked.value);
    return Map.of();
  }

  @DeleteMapping("/delete-tag")
  Map<String, String> deleteTag(@AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    models.tagVersion(caller, asked.name, asked.number(), MlflowViews.need("key", asked.key), null);
    return Map.of();
  }

  private Map<String, MlflowVersion> answer(CatalogVersion version) {
    return Map.of("model_version", view(version));
  }

  private MlflowVersion view(CatalogVersion version) {
    return MlflowVersion.of(version, models.aliases(version));
  }

  private record Asked(
      String name,
      @Nullable String version,
      @Nullable String source,
      @Nullable String runId,
      @Nullable String modelId,
      @Nullable String description,
      @Nullable List<Tag> tags,
      @Nullable String key,
      @Nullable String value) {

    long number() {
      return MlflowViews.number(version);
    }
  }
}
