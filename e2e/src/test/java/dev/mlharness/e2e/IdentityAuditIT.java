package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.e2e.browser.Chromium;
import dev.mlharness.e2e.browser.Visit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Everything stale that is planted is found, and nothing else; the commands that are printed mend
 * it; what the auditor cannot see does not pass for mended.
 */
class IdentityAuditIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AUDITOR = "9d7e3b14-5c28-4f06-8a6d-1b0c2d3e4f59";

  @RegisterExtension static final RealStack STACK = new RealStack();

  @Test
  void everyPlantedIdentityIsFoundAndMendedByItsCommand() throws Exception {
    Set<String> before = keys(audit(), "fresh", "still");

    Set<String> planted =
        new StaleIdentities(
                STACK.sandbox(),
                STACK.addresses().sandbox(),
                STACK.addresses().identity().toString())
            .plant();
    Commands.Result found = harness("json");
    assertThat(found.exitCode()).as(found.toString()).isEqualTo(3);
    JsonNode audit = audit(found);
    assertThat(keys(audit, "fresh")).isEqualTo(planted);
    assertThat(keys(audit, "still")).isEqualTo(before);
    assertThat(harness("table").out()).contains("secret-old", "to mend");
    thePageShowsAnAuditorHowToMend(planted);
    assertThat(STACK.temporal("workflow", "list", "--query", "HarnessOutcome = 'high'").out())
        .contains("IdentityAudit");
    int high = audit.at("/standing/high").asInt();
    await().atMost(Duration.ofSeconds(30)).until(() -> metrics().contains(gauge("high", high)));

    withoutItsRightsTheAuditorTakesNothingForMended(planted);

    for (JsonNode finding : audit.at("/changes/fresh")) {
      mend(finding.path("mend").asText());
    }
    JsonNode after = audit();
    assertThat(keys(after, "gone")).isEqualTo(planted);
    assertThat(keys(after, "fresh", "still")).isEqualTo(before);
    assertThat(STACK.harness("audit", "verify")).returns(0, Commands.Result::exitCode);

    scheduled();
  }

  private static void thePageShowsAnAuditorHowToMend(Set<String> planted) {
    try (Chromium chromium =
            new Chromium(STACK.api(), STACK.home().folder().resolve("sandbox/people"));
        Visit auditor = chromium.visit("ml-lead@example.com")) {
      auditor.open("/identities");
      auditor.sees("main", "Workspace local");
      auditor.sees("main", "In the audit store");
      String shown = auditor.page().locator(".findings").innerText();
      assertThat(planted).allSatisfy(finding -> assertThat(shown).contains(finding.split(" ", 2)));
      auditor.page().getByText("How to mend it").first().click();
      auditor.check("identities");
    }
  }

  private static void withoutItsRightsTheAuditorTakesNothingForMended(Set<String> planted) {
    String admins = id("Groups", "displayName", "admins");
    String auditor = id("ServicePrincipals", "applicationId", AUDITOR);
    member(admins, auditor, "remove");
    JsonNode blind = audit();
    assertThat(keys(blind, "gone")).isEmpty();
    assertThat(keys(blind, "fresh"))
        .containsExactly(
            "area-unreadable jobs",
            "area-unreadable policies",
            "area-unreadable privileges",
            "area-unreadable secrets",
            "area-unreadable tokens");
    assertThat(keys(blind, "still")).containsAll(planted);
    member(admins, auditor, "add");
    assertThat(keys(audit(), "gone")).hasSize(5).allMatch(key -> key.startsWith("area-unreadable"));
  }

  /** As a person would: a shell, the token of an admin, and whom to put in somebody's place. */
  private static void mend(String command) {
    Commands.Result mended =
        Commands.call(
            STACK.project(),
            Map.of(
                "DATABRICKS_TOKEN",
                STACK.sandbox().token(),
                "NEW_OWNER",
                "ml-lead@example.com",
                "NEW_PRINCIPAL",
                StaleIdentities.TRAINER),
            List.of("sh", "-c", command));
    assertThat(mended.exitCode()).as(command + ": " + mended).isZero();
  }

  private static void scheduled() {
    Commands.Result made = STACK.harness("audit", "schedule", "--cron", "0 6 1 1 *");
    assertThat(made.out()).contains("scheduled identity-audit, next ");
    STACK.harness("schedule", "trigger", "identity-audit");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                STACK
                    .temporal(
                        "workflow",
                        "list",
                        "--query",
                        "TemporalScheduledById = 'identity-audit' AND ExecutionStatus = 'Completed'")
                    .out()
                    .contains("identity-audit-"));
    assertThat(STACK.harness("schedule", "delete", "identity-audit"))
        .returns(0, Commands.Result::exitCode);
  }

  private static JsonNode audit() {
    return audit(harness("json"));
  }

  private static JsonNode audit(Commands.Result result) {
    try {
      return JSON.readTree(result.out()).at("/workspaces/0");
    } catch (IOException e) {
      throw new AssertionError(result.toString(), e);
    }
  }

  private static Commands.Result harness(String format) {
    return STACK.harness("audit", "identities", "--workspace", "local", "--output", format);
  }

  private static Set<String> keys(JsonNode audit, String... changes) {
    Set<String> keys = new TreeSet<>();
    for (String change : changes) {
      for (JsonNode finding : audit.path("changes").path(change)) {
        keys.add(
            finding.path("rule").asText().replace('_', '-')
                + " "
                + finding.path("subject").asText());
      }
    }
    return keys;
  }

  private static String id(String collection, String attribute, String value) {
    return STACK
        .sandbox()
        .get(
            "/api/2.0/preview/scim/v2/%s?filter=%s%%20eq%%20%%22%s%%22"
                .formatted(collection, attribute, value))
        .at("/Resources/0/id")
        .asText();
  }

  private static void member(String group, String member, String operation) {
    STACK
        .sandbox()
        .patch(
            "/api/2.0/preview/scim/v2/Groups/" + group,
            "{\"Operations\": [{\"op\": \"%s\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}]}]}"
                .formatted(operation, member));
  }

  private static String gauge(String severity, int number) {
    return "mlharness_identity_findings{severity=\"%s\",workspace=\"local\"} %d.0"
        .formatted(severity, number);
  }

  private static String metrics() throws IOException, InterruptedException {
    URI address = STACK.addresses().worker().resolve("/actuator/prometheus");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }
}
