package dev.mlharness.starter.audit;

import dev.mlharness.identity.audit.IdentityAuditReport;
import dev.mlharness.identity.audit.IdentityFinding;
import dev.mlharness.identity.audit.Rule;
import dev.mlharness.identity.audit.Severity;
import dev.mlharness.identity.audit.WorkspaceAudit;
import dev.mlharness.recipe.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings in the Static Analysis Results Interchange Format, version 2.1.0: a run a workspace. */
final class Sarif {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String FINGERPRINT = "ruleAndSubject/v1";

  private Sarif() {}

  static Map<String, Object> of(IdentityAuditReport report) {
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", report.workspaces().stream().map(Sarif::run).toList());
    return log;
  }

  private static Map<String, Object> run(WorkspaceAudit audit) {
    List<Map<String, Object>> results = new ArrayList<>();
    boolean first = audit.previous() == null;
    audit.changes().fresh().forEach(each -> results.add(result(audit, each, first ? "" : "new")));
    audit.changes().still().forEach(each -> results.add(result(audit, each, "unchanged")));
    audit.changes().gone().forEach(each -> results.add(result(audit, each, "absent")));
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "ML Harness identity audit");
    driver.put("rules", Arrays.stream(Rule.values()).map(Sarif::rule).toList());
    return Map.of(
        "tool", Map.of("driver", driver),
        "automationDetails", Map.of("id", "identity-audit/" + audit.workspace() + "/"),
        "results", results);
  }

  private static Map<String, Object> rule(Rule rule) {
    return Map.of(
        "id", rule.id(),
        "shortDescription", Map.of("text", rule.summary()),
        "defaultConfiguration", Map.of("level", level(rule.severity())),
        "properties",
            Map.of("security-severity", score(rule.severity()), "tags", List.of("security")));
  }

  /**
   * @param state compared with the last audit; empty: there was none
   */
  private static Map<String, Object> result(
      WorkspaceAudit audit, IdentityFinding finding, String state) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", finding.rule().id());
    result.put("level", level(finding.severity()));
    result.put("message", Map.of("text", finding.subject() + ": " + finding.evidence()));
    result.put(
        "locations",
        List.of(
            Map.of(
                "logicalLocations",
                List.of(
                    Map.of(
                        "name",
                        finding.subject(),
                        "fullyQualifiedName",
                        audit.host() + "/" + finding.subject(),
                        "kind",
                        "resource")))));
    result.put(
        "partialFingerprints",
        Map.of(
            FINGERPRINT, Digest.of(List.of(audit.host(), finding.rule().id(), finding.subject()))));
    if (!state.isEmpty()) {
      result.put("baselineState", state);
    }
    result.put("properties", Map.of("mend", finding.mend()));
    return result;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW -> "note";
    };
  }

  /** On the scale of CVSS, as GitHub reads it. */
  private static String score(Severity severity) {
    return switch (severity) {
      case HIGH -> "8.0";
      case MEDIUM -> "5.0";
      case LOW -> "2.0";
    };
  }
}
