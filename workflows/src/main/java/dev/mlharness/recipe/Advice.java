package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/** What is allowed, and worth a second thought. */
final class Advice {
  private static final String DEPENDENCIES = "/compute/serverless/environment/dependencies";
  private static final Pattern PINNED =
      Pattern.compile(
          "[\\w.-]+(\\[[^]]*])?\\s*===?\\s*[^*,\\s]+(\\s*;.*)?|.+\\.whl|.+@\\s*\\S+://.+");

  private Advice() {}

  static List<Problem> of(Document document) {
    Findings findings = new Findings(document);
    dependencies(findings);
    for (String task : TaskSense.TASKS) {
      absolute(findings, task + "/notebook");
      absolute(findings, task + "/python/file");
    }
    judging(findings);
    gate(findings);
    return findings.problems();
  }

  private static void dependencies(Findings findings) {
    JsonNode dependencies = findings.at(DEPENDENCIES);
    for (int i = 0; i < dependencies.size(); i++) {
      String requirement = dependencies.get(i).asText();
      if (!PINNED.matcher(requirement).matches()) {
        findings.add(
            DEPENDENCIES + "/" + i,
            "'" + requirement + "' is not pinned: the next run may get another version",
            "write name==version");
      }
    }
  }

  private static void absolute(Findings findings, String at) {
    String path = findings.at(at).asText();
    if (path.startsWith("/")) {
      findings.add(
          at,
          "the code at '" + path + "' is not pinned: somebody may change it",
          "keep it in git and add source.git");
    }
  }

  private static void judging(Findings findings) {
    JsonNode validate = findings.at("/validate");
    String mode = validate.path("mode").asText("enforced");
    if (!mode.equals("enforced")) {
      findings.add(
          "/validate/mode", "with mode '" + mode + "' no threshold can stop a candidate", null);
    } else if (validate.path("thresholds").findValue("champion") == null) {
      findings.add(
          "/validate/thresholds",
          "no metric is compared with the champion: a worse model can replace it",
          "add champion: {max_drop: 0.01} to a metric");
    }
  }

  private static void gate(Findings findings) {
    if (findings.at("/approve/required").asText().equals("0")) {
      findings.add("/approve/required", "nobody is asked before the candidate is deployed", null);
    } else if (findings.at("/approve/on_timeout").asText().equals("approve")) {
      findings.add(
          "/approve/on_timeout", "when nobody answers in time, the candidate is deployed", null);
    }
  }
}
