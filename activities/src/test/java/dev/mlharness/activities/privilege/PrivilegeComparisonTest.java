package dev.mlharness.activities.privilege;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.mlharness.activities.FakeWorkspace.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.FakeWorkspace;
import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.activities.source.NamedRecipes;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.privilege.Finding;
import dev.mlharness.privilege.PrivilegeReport;
import dev.mlharness.privilege.RolePrivileges;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.RecipeReader;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a workspace with many grants, or an unwilling one, shows; the rest is end to end. */
class PrivilegeComparisonTest {
  private static final Recipe RECIPE =
      RecipeReader.read(
              """
              model: main.fraud.detector
              data: [{name: train, table: main.fraud.transactions}]
              train: {notebook: /Shared/train}
              validate: {thresholds: {f1_score: {min: 0.9}}}
              deploy: {batch: {}}
              """)
          .recipe();
  private static final String CATALOG = "/api/2.1/unity-catalog/";
  private static final String TABLE = "effective-permissions/TABLE/main.fraud.transactions";
  private static final String SCHEMA = "effective-permissions/SCHEMA/main.fraud";
  private static final String SP = TestWorkspace.PRINCIPAL;
  private static final String WAYS =
      inherited("USE_CATALOG", "CATALOG", "main")
          + ","
          + inherited("USE_SCHEMA", "SCHEMA", "main.fraud");

  private final FakeWorkspace workspace =
      new FakeWorkspace(RegistryKind.UNITY_CATALOG, Duration.ofSeconds(5));
  private final WireMockServer server = workspace.server();
  private final PrivilegeComparison comparison =
      new PrivilegeComparison(
          new NamedRecipes(workspace.workspaces(), "trainer"),
          new PrivilegeReader(workspace.workspaces(), workspace.clients()));

  @BeforeEach
  void itIsInOneGroup() {
    server.stubFor(
        get(urlPathEqualTo("/api/2.0/preview/scim/v2/Me"))
            .willReturn(okJson("{\"groups\":[{\"display\":\"ml-engineers\"}]}")));
    answer(SCHEMA, assignment(SP, held("CREATE_MODEL")));
  }

  @AfterEach
  void stop() throws Exception {
    workspace.close();
  }

  private RolePrivileges compared() {
    PrivilegeReport report = comparison.compare(RECIPE);
    assertThat(report.workspace()).isEqualTo("dev");
    return report.roles().get(0);
  }

  private static List<String> statements(List<Finding> findings) {
    return findings.stream().map(Finding::statement).toList();
  }

  private void answer(String path, String assignments) {
    server.stubFor(
        asked(path).willReturn(okJson("{\"privilege_assignments\":[" + assignments + "]}")));
  }

  private static MappingBuilder asked(String path) {
    return get(urlPathEqualTo(CATALOG + path))
        .withQueryParam("max_results", equalTo("0"))
        .withQueryParam("principal", absent())
        .withQueryParam("page_token", absent());
  }

  private static String assignment(String principal, String privileges) {
    return "{\"principal\":\"%s\",\"privileges\":[%s]}".formatted(principal, privileges);
  }

  private static String held(String privilege) {
    return "{\"privilege\":\"%s\"}".formatted(privilege);
  }

  private static String inherited(String privilege, String fromType, String fromName) {
    return "{\"privilege\":\"%s\",\"inherited_from_type\":\"%s\",\"inherited_from_name\":\"%s\"}"
        .formatted(privilege, fromType, fromName);
  }

  @Test
  void pagesAreReadToTheLastEvenWhenOneIsEmpty() {
    server.stubFor(asked(TABLE).willReturn(okJson("{\"next_page_token\":\"2\"}")));
    server.stubFor(
        get(urlPathEqualTo(CATALOG + TABLE))
            .withQueryParam("page_token", equalTo("2"))
            .willReturn(
                okJson(
                    "{\"privilege_assignments\":["
                        + assignment("somebody-else", held("MODIFY"))
                        + ","
                        + assignment(SP, held("SELECT") + "," + WAYS)
                        + "]}")));

    assertThat(compared().missing()).isEmpty();
    assertThat(compared().excess()).isEmpty();
  }

  @Test
  void whatAGroupHoldsCountsAlthoughAMemberIsShownItOnlyWhenAskingByName() {
    answer(TABLE, assignment(SP, WAYS));
    server.stubFor(
        get(urlPathEqualTo(CATALOG + TABLE))
            .withQueryParam("principal", equalTo("ml-engineers"))
            .willReturn(
                okJson(
                    "{\"privilege_assignments\":["
                        + assignment("ml-engineers", held("SELECT"))
                        + "]}")));

    assertThat(compared().missing()).isEmpty();
  }

  @Test
  void whoMayNotAskAboutATableIsToldWhatItsSchemaGives() {
    server.stubFor(asked(TABLE).willReturn(error(403, "PERMISSION_DENIED")));
    answer(SCHEMA, assignment(SP, held("CREATE_MODEL") + "," + held("USE_SCHEMA")));

    assertThat(statements(compared().missing()))
        .containsExactly(
            "GRANT USE CATALOG ON CATALOG main TO `" + SP + "`;",
            "GRANT SELECT ON TABLE main.fraud.transactions TO `" + SP + "`;");
  }

  @Test
  void anOwnerMayDoAnythingAndOwnsTooMuch() {
    answer(TABLE, assignment(SP, WAYS));
    server.stubFor(
        get(urlPathEqualTo(CATALOG + "tables/main.fraud.transactions"))
            .willReturn(okJson("{\"owner\":\"ml-engineers\"}")));

    assertThat(compared().missing()).isEmpty();
    assertThat(compared().excess())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.privilege()).isEqualTo("OWNERSHIP");
              assertThat(finding.on()).isEqualTo("table main.fraud.transactions");
            });
  }

  @Test
  void aPrivilegeThatNobodyKnowsYetIsPassedOver() {
    answer(TABLE, assignment(SP, held("SELECT") + "," + held("FLY") + "," + WAYS));

    assertThat(compared().missing()).isEmpty();
    assertThat(compared().excess()).isEmpty();
  }

  @Test
  void aWorkspaceThatIsBusyIsAskedAgain() {
    server.stubFor(asked(TABLE).willReturn(error(503, "TEMPORARILY_UNAVAILABLE")));

    assertThatThrownBy(this::compared)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name()));
  }
}
