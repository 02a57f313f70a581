package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mlharness.starter.cli.Harness.Ran;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class IdentitiesCommandTest extends CommandsOnTemporal {
  private static final String SCHEMA = "/schema/sarif-schema-2.1.0.json";

  @Test
  void somethingOfHighSeverityIsExitCodeThree() {
    Ran ran = harness.run("audit", "identities");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out())
        .contains("workspace prod (https://dbc.example.com)")
        .containsPattern("high +secret-old +secret s1 of trainer +Evidence of .* new\n")
        .containsPattern("low +secret-expired +secret s2 of trainer +Evidence of [^\n]*trainer.\n")
        .containsPattern("medium +token-unused +personal token t of x +.* mended\n")
        .contains("1 high, 0 medium, 1 low; 1 new, 1 mended since 2026-0")
        .contains("# secret-old: secret s1 of trainer\ncurl -X DELETE 's1'\n")
        .doesNotContain("curl -X DELETE 't'");
  }

  @Test
  void anythingElseIsDone() {
    Ran ran = harness.run("audit", "identities", "--workspace", "calm", "--output", "table");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("0 high, 0 medium, 1 low");
  }

  @Test
  void whatIsLessUrgentIsHiddenButCounted() {
    Ran ran = harness.run("audit", "identities", "--min-severity", "medium");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out())
        .contains("secret-old", "token-unused", "1 high, 0 medium, 1 low")
        .doesNotContain("secret-expired");
  }

  @Test
  void jsonHasSeverityEvidenceAndMendOfEach() {
    JsonNode fresh =
        harness.run("audit", "identities", "--output", "json").json().at("/workspaces/0/changes");
    assertThat(fresh.at("/fresh/0/severity").asText()).isEqualTo("high");
    assertThat(fresh.at("/fresh/0/rule").asText()).isEqualTo("secret_old");
    assertThat(fresh.at("/fresh/0/mend").asText()).isEqualTo("curl -X DELETE 's1'");
    assertThat(fresh.at("/gone/0/rule").asText()).isEqualTo("token_unused");
  }

  @Test
  void sarifIsValidAndSaysWhatIsNewAndMended() throws IOException {
    Ran ran = harness.run("audit", "identities", "--output", "sarif");
    assertThat(ran.code()).isEqualTo(3);
    JsonNode log = ran.json();
    try (InputStream schema = IdentitiesCommandTest.class.getResourceAsStream(SCHEMA)) {
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                  .getSchema(new ObjectMapper().readTree(schema))
                  .validate(log))
          .isEmpty();
    }
    JsonNode results = log.at("/runs/0/results");
    assertThat(results.findValuesAsText("baselineState"))
        .containsExactly("new", "unchanged", "absent");
    assertThat(results.findValuesAsText("level")).containsExactly("error", "note", "warning");
    assertThat(log.at("/runs/0/tool/driver/rules").findValuesAsText("id"))
        .containsAll(results.findValuesAsText("ruleId"));
  }

  @Test
  void aCommandThatHasNoFindingsDoesNotAnswerAsSarif() {
    Ran ran = harness.run("audit", "decisions", "--output", "sarif");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("does not answer as sarif", "--output json or text");
  }
}
