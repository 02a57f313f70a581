package dev.mlharness.sandbox.catalog;

import dev.mlharness.sandbox.api.ApiException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Models and versions in MLflow's words. */
final class MlflowViews {

  private MlflowViews() {}

  static String need(String field, @Nullable String value) {
    if (value == null) {
      throw ApiException.invalid("'" + field + "' is missing.");
    }
    return value;
  }

  static long number(@Nullable String version) {
    String number = need("version", version);
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException e) {
      throw ApiException.invalid("'version' is a number; got '" + number + "'.");
    }
  }

  private static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
  }

  record Tag(String key, String value) {}

  record AliasOf(String alias, String version) {}

  record MlflowModel(
      String name,
      long creationTimestamp,
      long lastUpdatedTimestamp,
      String userId,
      @Nullable String description,
      List<AliasOf> aliases,
      List<Tag> tags) {

    static MlflowModel of(CatalogModel model) {
      return new MlflowModel(
          model.fullName(),
          model.created(),
          model.updated(),
          model.owner(),
          model.comment(),
          model.aliases().entrySet().stream()
              .map(alias -> new AliasOf(alias.getKey(), alias.getValue().toString()))
              .toList(),
          MlflowViews.tags(model.tags()));
    }
  }

  record MlflowVersion(
      String name,
      String version,
      long creationTimestamp,
      long lastUpdatedTimestamp,
      String userId,
      @Nullable String description,
      String source,
      String storageLocation,
      @Nullable String runId,
      @Nullable String modelId,
      CatalogVersion.Status status,
      List<AliasOf> aliases,
      List<Tag> tags) {

    static MlflowVersion of(CatalogVersion version, List<String> aliases) {
      String number = Long.toString(version.version());
      return new MlflowVersion(
          version.model(),
          number,
          version.created(),
          version.updated(),
          version.createdBy(),
          version.comment(),
          version.source(),
          version.source(),
          version.runId(),
          version.modelId(),
          version.status(),
          aliases.stream().map(alias -> new AliasOf(alias, number)).toList(),
          MlflowViews.tags(version.tags()));
    }
  }
}
