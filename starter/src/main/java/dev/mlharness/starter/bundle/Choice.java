package dev.mlharness.starter.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.starter.console.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which target, job and tasks of a bundle are meant; null: what their names suggest.
 *
 * @param model the full name of the model
 */
record Choice(
    @Nullable String target,
    @Nullable String job,
    @Nullable String train,
    @Nullable String validate,
    @Nullable String test,
    @Nullable String model) {
  private static final Pattern TRAIN = Pattern.compile("train|fit");
  private static final Pattern VALIDATE = Pattern.compile("valid|eval");
  private static final Pattern TEST = Pattern.compile("test");

  /** The target that is chosen, or the bundle's own default, or its first. */
  String target(Bundle bundle) {
    JsonNode targets = bundle.tree().path("targets");
    List<String> names = names(targets);
    if (target != null) {
      if (!names.contains(target)) {
        throw CommandFailure.usage(
            "the bundle has no target '" + target + "'", "one of: " + String.join(", ", names));
      }
      return target;
    }
    return targets.properties().stream()
        .filter(entry -> entry.getValue().path("default").asBoolean())
        .map(Map.Entry::getKey)
        .findFirst()
        .or(() -> names.stream().findFirst())
        .orElse("default");
  }

  /** The key of the job. */
  String job(Bundle bundle) {
    JsonNode jobs = bundle.at("/resources/jobs");
    List<String> names = names(jobs);
    if (job != null && names.contains(job)) {
      return job;
    }
    List<String> training =
        names.size() == 1
            ? names
            : names.stream().filter(name -> task(jobs.path(name), TRAIN).isPresent()).toList();
    if (job != null || training.size() != 1) {
      throw CommandFailure.usage(
          job == null
              ? "the bundle has %d jobs that could train".formatted(training.size())
              : "the bundle has no job '" + job + "'",
          "name one with --job: " + String.join(", ", names));
    }
    return training.get(0);
  }

  int train(JsonNode job) {
    return named(job, train)
        .or(() -> task(job, TRAIN))
        .or(() -> job.path("tasks").size() == 1 ? Optional.of(0) : Optional.empty())
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "no task of the job says that it trains",
                    "name one with --train: " + String.join(", ", tasks(job))));
  }

  Optional<Integer> validate(JsonNode job) {
    return named(job, validate).or(() -> task(job, VALIDATE));
  }

  Optional<Integer> test(JsonNode job) {
    return named(job, test).or(() -> task(job, TEST));
  }

  private static Optional<Integer> named(JsonNode job, @Nullable String key) {
    if (key == null) {
      return Optional.empty();
    }
    int index = tasks(job).indexOf(key);
    if (index < 0) {
      throw CommandFailure.usage(
          "the job has no task '" + key + "'", "one of: " + String.join(", ", tasks(job)));
    }
    return Optional.of(index);
  }

  private static Optional<Integer> task(JsonNode job, Pattern words) {
    List<String> keys = tasks(job);
    for (int i = 0; i < keys.size(); i++) {
      if (words.matcher(keys.get(i).toLowerCase(Locale.ROOT)).find()) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static List<String> tasks(JsonNode job) {
    List<String> keys = new ArrayList<>();
    job.path("tasks").forEach(task -> keys.add(task.path("task_key").asText()));
    return keys;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
