package dev.mlharness.activities.source;

import com.databricks.sdk.core.http.Request;
import com.databricks.sdk.service.catalog.ModelVersionInfo;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.recipe.DataSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Asks a registry which version of a model an alias, or {@code latest}, is. */
final class ModelPinning {
  private static final String MLFLOW = "/api/2.0/mlflow/";
  private final WorkspaceClients clients;

  ModelPinning(WorkspaceClients clients) {
    this.clients = clients;
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} when the model has no such
   *     version
   */
  String pin(Access access, String model, DataSet wanted) {
    boolean unityCatalog = model.chars().filter(c -> c == '.').count() == 2;
    String alias = wanted.alias();
    if (alias != null) {
      return unityCatalog
          ? aliasInCatalog(access, model, alias)
          : aliasInMlflow(access, model, alias);
    }
    return wanted.version().equals(DataSet.LATEST)
        ? newest(
            model,
            unityCatalog ? versionsInCatalog(access, model) : versionsInMlflow(access, model))
        : wanted.version();
  }

  private String aliasInCatalog(Access access, String model, String alias) {
    ModelVersionInfo info =
        clients.call(
            access,
            "Reading alias %s of %s".formatted(alias, model),
            client -> client.modelVersions().getByAlias(model, alias));
    return Long.toString(info.getVersion());
  }

  private String aliasInMlflow(Access access, String model, String alias) {
    Answer answer =
        get(access, "registered-models/alias", Map.of("name", model, "alias", alias), Answer.class);
    return Objects.requireNonNull(answer.model_version()).version();
  }

  private List<Long> versionsInCatalog(Access access, String model) {
    return clients.call(
        access,
        "Listing the versions of " + model,
        client ->
            StreamSupport.stream(client.modelVersions().list(model).spliterator(), false)
                .map(ModelVersionInfo::getVersion)
                .toList());
  }

  private List<Long> versionsInMlflow(Access access, String model) {
    Answer answer =
        get(
            access,
            "model-versions/search",
            Map.of("filter", "name='" + model.replace("'", "''") + "'", "max_results", "1000"),
            Answer.class);
    List<Version> versions = answer.model_versions();
    return versions == null
        ? List.of()
        : versions.stream().map(v -> Long.valueOf(v.version())).toList();
  }

  private <T> T get(Access access, String path, Map<String, String> query, Class<T> type) {
    return clients.call(
        access,
        "Reading " + path,
        client -> {
          Request request = new Request("GET", MLFLOW + path);
          query.forEach(request::withQueryParam);
          return client.apiClient().execute(request, type);
        });
  }

  private static String newest(String model, List<Long> versions) {
    return versions.stream()
        .max(Long::compare)
        .map(String::valueOf)
        .orElseThrow(
            () ->
                Failures.of(
                    FailureType.NOT_FOUND,
                    "Model %s has no version yet. Mend the name under data.".formatted(model)));
  }

  /** The field names are MLflow's. */
  @SuppressWarnings("MemberName")
  record Answer(@Nullable Version model_version, @Nullable List<Version> model_versions) {}

  record Version(String version) {}
}
