package dev.mlharness.activities.mlflow;

import dev.mlharness.access.Access;
import dev.mlharness.activities.failure.Existence;
import java.util.List;
import java.util.Optional;

/** The pip requirements that MLflow stores beside a model. */
public final class Requirements {
  private static final String FILE = "requirements.txt";
  private static final String LOGGED_MODEL = "models:/m-";

  private final Mlflow mlflow;

  public Requirements(Mlflow mlflow) {
    this.mlflow = mlflow;
  }

  /**
   * One requirement each; empty when they cannot be read, as behind a cloud storage that only tasks
   * have access to.
   *
   * @param source of a registered version: {@code models:/m-…} or where the artifacts lie
   */
  public List<String> of(Access access, String source) {
    return directory(access, source)
        .flatMap(directory -> mlflow.artifact(access, directory, FILE))
        .map(text -> text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList())
        .orElse(List.of());
  }

  private Optional<String> directory(Access access, String source) {
    if (!source.startsWith(LOGGED_MODEL)) {
      return Optional.of(source);
    }
    String id = source.substring("models:/".length());
    return Existence.find(
            () ->
                mlflow.call(
                    access,
                    "Reading model " + id,
                    client -> MlflowJson.get(client, "logged-models/" + id)))
        .map(answer -> answer.at("/model/info/artifact_uri").asText());
  }
}
