package dev.mlharness.starter.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.console.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A recipe made of a bundle's job, and what was left out. */
final class RecipeDraft {
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "name",
          "description",
          "tasks",
          "job_clusters",
          "environments",
          "git_source",
          "parameters",
          "schedule",
          "tags");

  private static final Map<String, String> HINTS =
      Map.of(
          "permissions",
              "who may run and decide is what roles and groups say, in the worker's configuration",
          "run_as", "as whom a stage runs is what its role says; name one with role:",
          "email_notifications", "not carried over; say who is told of what in notify:",
          "webhook_notifications", "not carried over; say who is told of what in notify:",
          "max_concurrent_runs",
              "not needed: each pipeline is one run; schedule.overlap says what happens meanwhile",
          "queue", "not needed: pipelines wait for their turn by themselves",
          "trigger", "what starts a pipeline beside a schedule is a webhook's rule",
          "continuous", "what starts a pipeline beside a schedule is a webhook's rule",
          "timeout_seconds", "a recipe limits each stage: say timeout there");

  private final Bundle bundle;
  private final Choice choice;
  private final String target;
  private final Variables variables;
  private final String path;
  private final JsonNode job;
  private final ObjectNode recipe = Payloads.mapper().createObjectNode();
  private final List<Note> notes = new ArrayList<>();

  RecipeDraft(Bundle bundle, Choice choice) {
    this.bundle = bundle;
    this.choice = choice;
    this.target = choice.target(bundle);
    if (bundle.tree().path("targets").path(target).path("resources") instanceof ObjectNode own) {
      BundleReader.merge(bundle.tree().withObjectProperty("resources"), own.deepCopy());
    }
    this.variables = new Variables(bundle, target);
    String key = choice.job(bundle);
    this.path = "resources.jobs." + key;
    this.job = bundle.at("/resources/jobs").path(key);
    fill(key);
  }

  ObjectNode recipe() {
    return recipe;
  }

  List<Note> notes() {
    return notes;
  }

  String source() {
    return "target %s, job %s".formatted(target, path.substring(path.lastIndexOf('.') + 1));
  }

  private void fill(String key) {
    Tasks tasks = new Tasks(bundle, variables, notes);
    int train = choice.train(job);
    Optional<Integer> validate = choice.validate(job).filter(index -> index != train);
    Optional<Integer> test =
        choice.test(job).filter(index -> index != train && !validate.equals(Optional.of(index)));
    ObjectNode made = task(tasks, train);
    metadata(key);
    recipe.put("model", model(made.path("parameters")));
    git();
    compute(train);
    parameters(made);
    recipe.set("train", made);
    test.ifPresent(index -> recipe.set("test", task(tasks, index)));
    validation(tasks, validate);
    schedule();
    leftOut(train, validate, test);
  }

  private ObjectNode task(Tasks tasks, int index) {
    return tasks.of(job.path("tasks").path(index), "%s.tasks[%d]".formatted(path, index));
  }

  private void metadata(String key) {
    String name = bundle.at("/bundle/name").asText(key).toLowerCase(Locale.ROOT);
    ObjectNode metadata = recipe.putObject("metadata");
    metadata.put("name", name.replaceAll("[^a-z0-9-]+", "-").replaceAll("^-+|-+$", ""));
    job.path("tags")
        .properties()
        .forEach(
            tag ->
                metadata
                    .withObjectProperty("labels")
                    .put(tag.getKey(), variables.in(tag.getValue().asText())));
  }

  private String model(JsonNode parameters) {
    if (choice.model() != null) {
      return choice.model();
    }
    for (JsonNode each : bundle.at("/resources/registered_models")) {
      return variables.in(
          "%s.%s.%s"
              .formatted(
                  each.path("catalog_name").asText(),
                  each.path("schema_name").asText(),
                  each.path("name").asText()));
    }
    for (JsonNode each : bundle.at("/resources/models")) {
      return variables.in(each.path("name").asText());
    }
    if (parameters.has("model_name")) {
      return parameters.path("model_name").asText();
    }
    throw CommandFailure.usage(
        "the bundle does not say which model is trained", "name it with --model");
  }

  private void git() {
    JsonNode source = job.path("git_source");
    ObjectNode git = recipe.putObject("source").putObject("git");
    if (source.isMissingNode()) {
      git.put("url", ".");
      return;
    }
    git.put("url", variables.in(source.path("git_url").asText()));
    for (String key : List.of("git_commit", "git_tag", "git_branch")) {
      if (source.has(key)) {
        git.put("ref", variables.in(source.path(key).asText()));
        return;
      }
    }
  }

  private void compute(int train) {
    JsonNode task = job.path("tasks").path(train);
    JsonNode cluster =
        task.has("new_cluster")
            ? task.path("new_cluster")
            : find("job_clusters", "job_cluster_key", task).path("new_cluster");
    if (cluster.isObject()) {
      recipe.putObject("compute").set("cluster", resolved(cluster));
      return;
    }
    JsonNode spec = find("environments", "environment_key", task).path("spec");
    if (spec.isObject()) {
      ObjectNode environment =
          recipe.putObject("compute").putObject("serverless").putObject("environment");
      String client = spec.path("client").asText(spec.path("environment_version").asText(""));
      if (!client.isEmpty()) {
        environment.put("client", client);
      }
      if (spec.has("dependencies")) {
        environment.set("dependencies", resolved(spec.path("dependencies")));
      }
    }
  }

  private JsonNode find(String list, String key, JsonNode task) {
    for (JsonNode each : job.path(list)) {
      if (task.has(key) && each.path(key).equals(task.path(key))) {
        return each;
      }
    }
    return Payloads.mapper().missingNode();
  }

  private JsonNode resolved(JsonNode node) {
    try {
      return Payloads.mapper().readTree(variables.in(node.toString()));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw CommandFailure.usage(
          "a variable of the bundle breaks what it stands in: " + node, null);
    }
  }

  /** Of the job, where the task does not say otherwise. */
  private void parameters(ObjectNode train) {
    for (JsonNode parameter : job.path("parameters")) {
      ObjectNode parameters = train.withObjectProperty("parameters");
      String name = parameter.path("name").asText();
      if (!parameters.has(name)) {
        parameters.put(name, variables.in(parameter.path("default").asText()));
      }
    }
  }

  private void validation(Tasks tasks, Optional<Integer> task) {
    ObjectNode validate = recipe.putObject("validate");
    task.ifPresent(index -> validate.set("task", task(tasks, index)));
    validate.put("mode", "report");
    validate.putObject("thresholds").putObject("accuracy").put("min", 0);
    note(
        path,
        "a bundle has no thresholds: put yours into validate.thresholds, and take mode: report away;"
            + " until then nothing is held back");
  }

  private void schedule() {
    JsonNode schedule = job.path("schedule");
    if (schedule.isMissingNode()) {
      return;
    }
    String quartz = variables.in(schedule.path("quartz_cron_expression").asText());
    Optional<String> cron = QuartzCron.fields(quartz);
    if (cron.isEmpty()) {
      note(
          path + ".schedule",
          "'" + quartz + "' cannot be said in five fields; write schedule.cron");
      return;
    }
    ObjectNode made = recipe.putObject("schedule").put("cron", cron.get());
    if (schedule.has("timezone_id")) {
      made.put("timezone", variables.in(schedule.path("timezone_id").asText()));
    }
    if ("PAUSED".equals(schedule.path("pause_status").asText())) {
      note(path + ".schedule.pause_status", "./harness schedule pause does it, once it is applied");
    }
  }

  private void leftOut(int train, Optional<Integer> validate, Optional<Integer> test) {
    for (int i = 0; i < job.path("tasks").size(); i++) {
      boolean used = i == train || validate.equals(Optional.of(i)) || test.equals(Optional.of(i));
      if (!used) {
        note(
            "%s.tasks[%d]".formatted(path, i),
            "task %s is left out: registering, approving and deploying is what the harness does; put the rest into train or a job of its own"
                .formatted(job.path("tasks").path(i).path("task_key").asText()));
      }
    }
    job.fieldNames()
        .forEachRemaining(
            key -> {
              if (!UNDERSTOOD.contains(key)) {
                note(path + "." + key, HINTS.getOrDefault(key, "not carried over"));
              }
            });
    bundle
        .tree()
        .path("targets")
        .fieldNames()
        .forEachRemaining(
            other -> {
              if (!other.equals(target)) {
                note("targets." + other, "not imported; --target " + other + " imports it");
              }
            });
    if (bundle.tree().path("targets").path(target).path("workspace").has("host")) {
      note(
          "targets." + target + ".workspace.host",
          "a recipe names a workspace of the worker's configuration: workspace:");
    }
    variables
        .unknown()
        .forEach(name -> note(path, name + " has no value in the bundle; put one in its place"));
  }

  private void note(String key, String message) {
    notes.add(new Note(bundle.place(key).toString(), key, message));
  }
}
