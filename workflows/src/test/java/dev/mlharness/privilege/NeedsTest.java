package dev.mlharness.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.recipe.RecipeReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeedsTest {
  private static final Found NOTHING = new Found(false, false);
  private static final Found ALL = new Found(true, true);
  private static final String RECIPE =
      """
      model: main.fraud.detector
      workspace: prod
      role: trainer
      data:
        - {name: train, table: main.fraud.transactions}
        - {name: base, model: shared.base.embedder, version: 3}
      train: {notebook: /Shared/train}
      validate: {thresholds: {f1_score: {min: 0.9}}}
      deploy: {serving: {endpoint: fraud}, role: deployer}
      """;

  private static List<String> needs(String recipe, Found found, String role) {
    return Needs.of(RecipeReader.read(recipe).recipe(), found).stream()
        .filter(needs -> needs.role().equals(role))
        .flatMap(needs -> needs.needs().stream())
        .map(need -> need.privilege() + " on " + need.on().words())
        .toList();
  }

  @Test
  void whoReadsATableNeedsTheWayToItToo() {
    assertThat(needs(RECIPE, NOTHING, "trainer"))
        .contains(
            "USE_CATALOG on catalog main",
            "USE_SCHEMA on schema main.fraud",
            "SELECT on table main.fraud.transactions",
            "USE_CATALOG on catalog shared",
            "USE_SCHEMA on schema shared.base",
            "EXECUTE on model shared.base.embedder");
    assertThat(needs(RECIPE, NOTHING, "deployer")).noneMatch(need -> need.contains("SELECT"));
  }

  @Test
  void aNewModelIsMadeInItsSchemaAndOneThatIsThereIsManaged() {
    assertThat(needs(RECIPE, NOTHING, "trainer"))
        .contains("CREATE_MODEL on schema main.fraud")
        .noneMatch(need -> need.contains("detector"));
    assertThat(needs(RECIPE, ALL, "trainer"))
        .contains(
            "EXECUTE on model main.fraud.detector",
            "APPLY_TAG on model main.fraud.detector",
            "MANAGE on model main.fraud.detector")
        .noneMatch(need -> need.contains("CREATE_MODEL"));
  }

  @Test
  void nothingCanBeHeldOnAModelBeforeItExistsOnlyOnItsSchema() {
    assertThat(needs(RECIPE, NOTHING, "deployer"))
        .contains("MANAGE on schema main.fraud", "EXECUTE on schema main.fraud");
    assertThat(needs(RECIPE, ALL, "deployer"))
        .contains("MANAGE on model main.fraud.detector")
        .doesNotContain("MANAGE on schema main.fraud");
  }

  @Test
  void whoMakesTheModelOwnsItAndNeedsNoMoreToPromoteIt() {
    assertThat(needs(RECIPE.replace(", role: deployer", ""), NOTHING, "trainer"))
        .noneMatch(need -> need.contains("MANAGE"));
  }

  @Test
  void anEndpointThatIsThereMustBeManaged() {
    assertThat(needs(RECIPE, ALL, "deployer")).contains("CAN_MANAGE on endpoint fraud");
    assertThat(needs(RECIPE, NOTHING, "deployer")).noneMatch(need -> need.contains("endpoint"));
  }

  @Test
  void aModelOfAnMlflowRegistryIsNoMatterOfUnityCatalogButTablesAre() {
    String recipe = RECIPE.replace("main.fraud.detector", "detector");

    assertThat(needs(recipe, NOTHING, "trainer"))
        .contains("SELECT on table main.fraud.transactions")
        .noneMatch(need -> need.contains("CREATE_MODEL"));
    assertThat(needs(recipe, NOTHING, "deployer")).isEmpty();
  }

  @Test
  void tablesOfTheFormerMetastoreAreLeftOut() {
    String recipe = RECIPE.replace("main.fraud.transactions", "hive_metastore.fraud.transactions");

    assertThat(needs(recipe, NOTHING, "trainer")).noneMatch(need -> need.contains("SELECT"));
  }

  @Test
  void aReasonNamesEveryStageThatNeedsIt() {
    assertThat(Needs.of(RecipeReader.read(RECIPE).recipe(), NOTHING).get(0).needs())
        .filteredOn(need -> need.privilege().equals("SELECT"))
        .singleElement()
        .extracting(Need::why)
        .isEqualTo("resolve pins its version, train reads it");
  }
}
