package dev.mlharness.starter.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.bundle.Bundle.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tasks of a job, as tasks of a recipe. */
final class Tasks {
  /** What a task of a recipe can say too, or need not. */
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "task_key",
          "depends_on",
          "notebook_task",
          "spark_python_task",
          "python_wheel_task",
          "job_cluster_key",
          "new_cluster",
          "environment_key",
          "timeout_seconds",
          "max_retries",
          "description");

  private final Bundle bundle;
  private final Variables variables;
  private final List<Note> notes;

  Tasks(Bundle bundle, Variables variables, List<Note> notes) {
    this.bundle = bundle;
    this.variables = variables;
    this.notes = notes;
  }

  /**
   * @param path of the task in the bundle
   */
  ObjectNode of(JsonNode task, String path) {
    ObjectNode made = Payloads.mapper().createObjectNode();
    if (task.has("notebook_task")) {
      JsonNode notebook = task.path("notebook_task");
      made.put(
          "notebook",
          file(notebook.path("notebook_path").asText(), path + ".notebook_task.notebook_path")
              .replaceFirst("\\.(py|ipynb)$", ""));
      parameters(made, notebook.path("base_parameters"));
    } else if (task.has("spark_python_task")) {
      JsonNode script = task.path("spark_python_task");
      made.putObject("python")
          .put(
              "file",
              file(script.path("python_file").asText(), path + ".spark_python_task.python_file"));
      arguments(made, script.path("parameters"), path + ".spark_python_task.parameters");
    } else if (task.has("python_wheel_task")) {
      wheel(made, task.path("python_wheel_task"), path + ".python_wheel_task");
    } else {
      note(path, "is neither a notebook nor Python; write a file that does the same");
      made.putObject("python").put("file", "train.py");
    }
    if (task.path("timeout_seconds").asInt() > 0) {
      made.put("timeout", task.path("timeout_seconds").asInt() + "s");
    }
    if (task.path("max_retries").asInt() > 0) {
      made.put("attempts", task.path("max_retries").asInt() + 1);
    }
    task.fieldNames()
        .forEachRemaining(
            key -> {
              if (!UNDERSTOOD.contains(key)) {
                note(path + "." + key, hint(key));
              }
            });
    return made;
  }

  private void wheel(ObjectNode made, JsonNode wheel, String path) {
    String module = wheel.path("package_name").asText("package").replace('-', '_');
    String file = module + "_" + wheel.path("entry_point").asText("main") + ".py";
    made.putObject("python").put("file", file);
    parameters(made, wheel.path("named_parameters"));
    arguments(made, wheel.path("parameters"), path + ".parameters");
    note(
        path,
        "a recipe runs a file of the repository: write %s, which calls %s of %s"
            .formatted(file, wheel.path("entry_point").asText("main"), module));
  }

  private void parameters(ObjectNode made, JsonNode given) {
    if (!given.isEmpty()) {
      ObjectNode parameters = made.withObjectProperty("parameters");
      given
          .properties()
          .forEach(
              entry -> parameters.put(entry.getKey(), variables.in(entry.getValue().asText())));
    }
  }

  /** {@code --key value} and {@code --key=value} have a name; others cannot be handed over. */
  private void arguments(ObjectNode made, JsonNode given, String path) {
    for (int i = 0; i < given.size(); i++) {
      String word = variables.in(given.get(i).asText());
      if (!word.startsWith("--")) {
        note(path + "[" + i + "]", "'" + word + "' has no name; give it one in parameters");
        continue;
      }
      String[] pair = word.substring(2).split("=", 2);
      boolean next =
          pair.length == 1 && i + 1 < given.size() && !given.get(i + 1).asText().startsWith("--");
      String value =
          pair.length == 2 ? pair[1] : next ? variables.in(given.get(++i).asText()) : "true";
      made.withObjectProperty("parameters").put(pair[0], value);
    }
  }

  /** Paths are relative to the file that names them; in a recipe, to the repository. */
  private String file(String named, String path) {
    String text = variables.in(named);
    if (text.startsWith("/") || text.contains("://")) {
      return text;
    }
    Place place = bundle.place(path);
    Path around = place.file().getParent();
    Path resolved = (around == null ? Path.of(text) : around.resolve(text)).normalize();
    return resolved.toString().replace('\\', '/');
  }

  private static String hint(String key) {
    return Map.of(
            "libraries",
                "not carried over; name them in compute.serverless.environment.dependencies",
            "existing_cluster_id",
                "not carried over: a recipe names serverless or a cluster of its own in compute",
            "email_notifications", "not carried over; say who is told of what in notify:",
            "run_if", "not carried over: stages run one after the other")
        .getOrDefault(key, "not carried over");
  }

  private void note(String path, String message) {
    notes.add(new Note(bundle.place(path).toString(), path, message));
  }
}
