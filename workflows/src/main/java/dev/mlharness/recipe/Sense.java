package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Combinations that the schema allows or cannot explain, but that make no sense. Looks at whatever
 * is there, so that it works on documents in which the schema found problems too.
 */
final class Sense {
  private static final List<String> GATE_KEYS =
      List.of("separation", "timeout", "on_timeout", "from", "remind", "escalate", "evidence_life");

  private static final List<String> KINDS = List.of("table", "model", "location");

  /** Characters of a digest; no version number has as many. */
  private static final int DIGEST = 64;

  private Sense() {}

  static List<Problem> of(Document document) {
    Findings findings = new Findings(document);
    name(findings);
    source(findings);
    data(findings);
    whole(findings, "/compute/serverless/environment/client");
    atMostOne(findings, "/compute", "serverless", "cluster");
    atMostOne(findings, "/deploy", "serving", "batch");
    TaskSense.check(findings);
    ThresholdSense.check(findings);
    GateSense.check(findings);
    StepSense.check(findings);
    ScheduleSense.check(findings);
    WatchSense.check(findings);
    NotifySense.check(findings);
    return findings.problems();
  }

  /** The gate as one place wrote it: a target that opens it may leave the base's words standing. */
  static List<Problem> ofGates(Document written) {
    Findings findings = new Findings(written);
    gate(findings, "/approve");
    written
        .root()
        .path("targets")
        .fieldNames()
        .forEachRemaining(
            target -> gate(findings, Document.TARGETS.appendProperty(target) + "/approve"));
    return findings.problems();
  }

  private static void gate(Findings findings, String at) {
    JsonNode gate = findings.at(at);
    if (gate.path("required").isIntegralNumber() && gate.path("required").asLong() == 0) {
      for (String key : GATE_KEYS) {
        if (gate.has(key)) {
          findings.add(
              at + "/" + key,
              "there is no gate (required is 0), so '" + key + "' has no meaning",
              "remove it, or require at least 1");
        }
      }
    }
  }

  private static void name(Findings findings) {
    JsonNode model = findings.at("/model");
    boolean derived = findings.at("/metadata/name").isMissingNode() && model.isTextual();
    if (derived && RecipeBuilder.nameOf(model.textValue()).isEmpty()) {
      findings.add(
          "/model",
          "no name for the recipe can be made of '" + model.textValue() + "'",
          "write metadata.name");
    }
  }

  private static void source(Findings findings) {
    String url = findings.at("/source/git/url").asText();
    if (url.matches("https?://[^/]*@.*")) {
      findings.add(
          "/source/git/url",
          "the URL carries a user name or a secret, and a recipe is kept and shown",
          "remove it; the worker's configuration holds access to git");
    }
  }

  private static void data(Findings findings) {
    Set<String> names = new HashSet<>();
    JsonNode data = findings.at("/data");
    for (int i = 0; i < (data.isArray() ? data.size() : 0); i++) {
      dataSet(findings, "/data/" + i, data.get(i));
      String name = data.get(i).path("name").asText();
      if (!name.isEmpty() && !names.add(name)) {
        findings.add("/data/" + i + "/name", "a second data set is called '" + name + "'", null);
      }
    }
  }

  private static void dataSet(Findings findings, String at, JsonNode set) {
    if (!set.isObject()) {
      return;
    }
    whole(findings, at + "/version");
    if (KINDS.stream().filter(set::has).count() != 1) {
      findings.add(
          at, "a data set has one of 'table', 'model' and 'location'; found " + found(set), null);
    }
    version(findings, at, set);
    if (set.has("version") && set.has("alias")) {
      findings.add(
          at + "/alias", "'version' and 'alias' both say which version", "remove one of them");
    }
    if (!set.has("model") && set.has("alias")) {
      String kind = set.has("location") ? "a location" : "a table";
      findings.add(at + "/alias", kind + " has no aliases", "write version");
    }
  }

  /** Tables and models count their versions; files have a digest. */
  private static void version(Findings findings, String at, JsonNode set) {
    String version = set.path("version").asText(DataSet.LATEST);
    boolean digest = version.length() == DIGEST;
    if (!version.equals(DataSet.LATEST) && digest != set.has("location")) {
      findings.add(
          at + "/version",
          set.has("location")
              ? "files are pinned by the digest of their listing; found " + version
              : "a table or model has a version number; found a digest",
          "write latest, or what a manifest says");
    }
  }

  /** To JSON Schema 57.0 is a whole number; as the text that it becomes here it would be none. */
  private static void whole(Findings findings, String at) {
    JsonNode number = findings.at(at);
    if (number.isFloatingPointNumber()) {
      findings.add(at, "expected a whole number; found " + number, null);
    }
  }

  private static String found(JsonNode set) {
    String kinds = String.join(" and ", KINDS.stream().filter(set::has).toList());
    return kinds.isEmpty() ? "none" : kinds;
  }

  private static void atMostOne(Findings findings, String at, String one, String other) {
    JsonNode node = findings.at(at);
    if (node.has(one) && node.has(other)) {
      findings.add(
          at,
          "'" + one + "' and '" + other + "' exclude each other",
          "remove one of them; a target drops what the recipe has by '" + one + ": null'");
    }
  }
}
