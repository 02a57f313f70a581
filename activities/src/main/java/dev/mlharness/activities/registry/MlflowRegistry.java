package dev.mlharness.activities.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Access;
import dev.mlharness.activities.failure.Existence;
import dev.mlharness.activities.mlflow.Mlflow;
import dev.mlharness.activities.mlflow.MlflowJson;
import dev.mlharness.lineage.Tags;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.RegisterRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** MLflow's own registry, with one-level names. */
final class MlflowRegistry implements Registry {
  private final Mlflow mlflow;

  MlflowRegistry(Mlflow mlflow) {
    this.mlflow = mlflow;
  }

  @Override
  public List<Registration> versionsOf(Access access, String model, String runId) {
    return search(access, model, "run_id = " + MlflowJson.quoted(runId));
  }

  @Override
  public Optional<Registration> byKey(Access access, String model, String key) {
    return search(access, model, "tags.`" + Tags.KEY + "` = " + MlflowJson.quoted(key)).stream()
        .findFirst();
  }

  /** Newest first, as the server orders them. */
  private List<Registration> search(Access access, String model, String condition) {
    String filter = "name = " + MlflowJson.quoted(model) + " and " + condition;
    JsonNode found =
        mlflow.call(
            access,
            "Finding versions of " + model,
            client -> MlflowJson.get(client, "model-versions/search?filter=" + encoded(filter)));
    return StreamSupport.stream(found.path("model_versions").spliterator(), false)
        .map(MlflowVersions::registration)
        .toList();
  }

  @Override
  public Optional<Registration> version(Access access, String model, String version) {
    String path = "model-versions/get?name=" + encoded(model) + "&version=" + encoded(version);
    return mlflow
        .find(
            access,
            "Reading version " + version + " of " + model,
            client -> MlflowJson.get(client, path))
        .map(answer -> MlflowVersions.registration(answer.path("model_version")));
  }

  @Override
  public void ensureModel(Access access, String model) {
    if (model(access, model).isPresent()) {
      return;
    }
    Existence.ensure(
        () ->
            mlflow.once(
                access,
                "Creating model " + model,
                "registered-models/create",
                Map.of("name", model)));
  }

  @Override
  public Registration create(RegisterRequest request) {
    JsonNode made =
        mlflow.once(
            request.access(),
            "Registering a version of " + request.model(),
            "model-versions/create",
            MlflowVersions.request(request));
    return MlflowVersions.registration(made.path("model_version"));
  }

  @Override
  public void complete(Access access, Registration pending) {
    // MLflow completes a version by itself.
  }

  @Override
  public void tag(Access access, String model, String version, Map<String, String> tags) {
    tags.forEach(
        (key, value) ->
            mlflow.call(
                access,
                "Tagging version " + version + " of " + model + " with " + key,
                client ->
                    MlflowJson.post(
                        client,
                        "model-versions/set-tag",
                        Map.of("name", model, "version", version, "key", key, "value", value))));
  }

  @Override
  public @Nullable String target(Access access, String model, String alias) {
    return model(access, model).map(found -> MlflowVersions.aliases(found).get(alias)).orElse(null);
  }

  @Override
  public void point(Access access, String model, Alias alias, String version) {
    mlflow.call(
        access,
        "Setting alias " + alias.word() + " of " + model + " to version " + version,
        client ->
            MlflowJson.post(
                client,
                "registered-models/alias",
                Map.of("name", model, "alias", alias.word(), "version", version)));
  }

  @Override
  public void clear(Access access, String model, Alias alias) {
    mlflow.delete(
        access,
        "Removing alias " + alias.word() + " of " + model,
        "registered-models/alias",
        Map.of("name", model, "alias", alias.word()));
  }

  @Override
  public List<String> aliasesOf(Access access, String model, String version) {
    return model(access, model).map(MlflowVersions::aliases).orElse(Map.of()).entrySet().stream()
        .filter(alias -> alias.getValue().equals(version))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private Optional<JsonNode> model(Access access, String model) {
    return mlflow
        .find(
            access,
            "Reading model " + model,
            client -> MlflowJson.get(client, "registered-models/get?name=" + encoded(model)))
        .map(answer -> answer.path("registered_model"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
