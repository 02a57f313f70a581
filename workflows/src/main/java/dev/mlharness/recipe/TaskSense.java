package dev.mlharness.recipe;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What makes no sense in a task. */
final class TaskSense {
  static final List<String> TASKS =
      List.of("/train", "/test", "/validate/task", "/deploy/batch/job");

  /** Parameters that the harness hands to every task beside the team's own. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "mlharness_.*|mlflow_.*|data_.*_(table|version|location|digest)|model_uri|warehouse_id");

  private TaskSense() {}

  static void check(Findings findings) {
    TASKS.forEach(at -> check(findings, at));
  }

  static void check(Findings findings, String at) {
    if (findings.at(at).isObject()) {
      kind(findings, at);
      path(findings, at + "/notebook");
      path(findings, at + "/python/file");
      parameters(findings, at + "/parameters");
      skippable(findings, at);
    }
  }

  private static void kind(Findings findings, String at) {
    JsonNode task = findings.at(at);
    if (task.has("notebook") == task.has("python")) {
      String found = task.has("python") ? "both" : "neither";
      findings.add(
          at,
          "a task has either 'notebook' or 'python'; found " + found,
          "for example: notebook: notebooks/train, or python: {file: train.py}");
    }
  }

  private static void path(Findings findings, String at) {
    String path = findings.at(at).asText();
    if (path.isEmpty()) {
      return;
    }
    if (Arrays.asList(path.split("/", -1)).contains("..")) {
      findings.add(at, "the path '" + path + "' leads out of the source", "write it without '..'");
    }
    if (!path.startsWith("/") && findings.at("/source").isMissingNode()) {
      findings.add(
          at,
          "the path '" + path + "' is relative, but the recipe has no 'source'",
          "add source.git, or write an absolute workspace path such as /Workspace/Shared/train");
    }
  }

  private static void skippable(Findings findings, String at) {
    if (!at.equals("/test") && findings.at(at).has("skippable")) {
      findings.add(
          at + "/skippable",
          "only test can be skipped by this key",
          "remove it; validate can be skipped where validate.mode is report");
    }
  }

  private static void parameters(Findings findings, String at) {
    findings
        .at(at)
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (RESERVED.matcher(name).matches()) {
                findings.add(
                    JsonPointer.compile(at).appendProperty(name),
                    "'" + name + "' is a parameter that the harness itself hands to the task",
                    "choose another name");
              }
            });
  }
}
