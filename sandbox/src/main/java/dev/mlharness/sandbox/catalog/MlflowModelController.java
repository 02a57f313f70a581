package dev.mlharness.sandbox.catalog;

import dev.mlharness.sandbox.catalog.MlflowViews.MlflowModel;
import dev.mlharness.sandbox.catalog.MlflowViews.MlflowVersion;
import dev.mlharness.sandbox.catalog.MlflowViews.Tag;
import dev.mlharness.sandbox.identity.Caller;
import java.util.List;
import java.util.Map;
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

/** Registered models, as MLflow's client for Unity Catalog calls them. */
@RestController
@RequestMapping("/api/2.0/mlflow/unity-catalog/registered-models")
class MlflowModelController {

  private final Models models;

  MlflowModelController(Models models) {
    this.models = models;
  }

  @PostMapping("/create")
  Map<String, MlflowModel> create(
      @AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    CatalogModel model = models.create(caller, FullName.of(asked.name), asked.description);
    for (Tag tag : asked.tags == null ? List.<Tag>of() : asked.tags) {
      model = models.tag(caller, asked.name, tag.key(), tag.value());
    }
    return Map.of("registered_model", MlflowModel.of(model));
  }

  @GetMapping("/get")
  Map<String, MlflowModel> get(@AuthenticationPrincipal Caller caller, @RequestParam String name) {
    return Map.of("registered_model", MlflowModel.of(models.get(caller, name)));
  }

  @GetMapping("/search")
  Map<String, List<MlflowModel>> search(@AuthenticationPrincipal Caller caller) {
    return Map.of("registered_models", models.list(caller).stream().map(MlflowModel::of).toList());
  }

  @PatchMapping("/update")
  Map<String, MlflowModel> update(
      @AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    return Map.of(
        "registered_model", MlflowModel.of(models.comment(caller, asked.name, asked.description)));
  }

  @DeleteMapping("/delete")
  Map<String, String> delete(@AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    models.delete(caller, asked.name);
    return Map.of();
  }

  @PostMapping("/set-tag")
  Map<String, String> setTag(@AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    models.tag(caller, asked.name, asked.key(), asked.value);
    return Map.of();
  }

  @DeleteMapping("/delete-tag")
  Map<String, String> deleteTag(@AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    models.tag(caller, asked.name, asked.key(), null);
    return Map.of();
  }

  @GetMapping("/alias")
  Map<String, MlflowVersion> byAlias(
      @AuthenticationPrincipal Caller caller,
      @RequestParam String name,
      @RequestParam String alias) {
    CatalogVersion version = models.byAlias(caller, name, alias);
    return Map.of("model_version", MlflowVersion.of(version, models.aliases(version)));
  }

  @PostMapping("/alias")
  Map<String, String> alias(@AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    models.alias(caller, asked.name, asked.alias(), MlflowViews.number(asked.version));
    return Map.of();
  }

  @DeleteMapping("/alias")
  Map<String, String> deleteAlias(
      @AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    models.alias(caller, asked.name, asked.alias(), null);
    return Map.of();
  }

  private record Asked(
      String name,
      @Nullable String description,
      @Nullable List<Tag> tags,
      @Nullable String key,
      @Nullable String value,
      @Nullable String alias,
      @Nullable String version) {

    @Override
    public String key() {
      return MlflowViews.need("key", key);
    }

    @Override
    public String alias() {
      return MlflowViews.need("alias", alias);
    }
  }
}
