package dev.mlharness.activities.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.StartProof.Scope;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.Pins;
import dev.mlharness.recipe.Manifests;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.recipe.Reproduction;
import dev.mlharness.start.Admitted;
import dev.mlharness.start.PipelineStart;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineAdmissionTest {
  private static final Trust SIGNED = new Trust.Signed();
  private static final Trust NAMESPACE = new Trust.Namespace(Set.of());

  @TempDir private Path folder;
  private Door door;

  @BeforeEach
  void open() {
    door = new Door(folder);
  }

  @Test
  void aStartSignedForAMemberOfAllGroupsIsLetIn() {
    Admitted admitted = door.admission(SIGNED).admit(door.start(signed(Door.ANN)));

    assertThat(admitted.initiator()).isEqualTo("ann@example.com");
    assertThat(admitted.proven()).isTrue();
    assertThat(admitted.groups()).containsExactly("ml-engineers", "ml-leads");
    assertThat(admitted.recipe().workspace()).isEqualTo("prod");
  }

  @Test
  void aMissingGroupIsNamedWithTheRoleAndTheStage() {
    assertRefused(
        SIGNED,
        door.start(signed(Door.BOB)),
        "bob@example.com may not start this recipe",
        "role 'deployer' (deploy) is for members of ml-leads or risk",
        "They are in ml-engineers",
        "Ask to be added");
  }

  @Test
  void aStartWithoutProofIsRefusedWhereProofIsAskedFor() {
    assertRefused(SIGNED, door.start(null), "signed starts only", "./harness run");
    assertRefused(SIGNED, unproven(Door.OPEN_RECIPE), "signed starts only");
  }

  @Test
  void whereTheNamespaceIsTrustedAStartWithoutProofHasTheRolesThatTheOperatorListed() {
    Admitted admitted =
        door.admission(new Trust.Namespace(Set.of("trainer", "deployer"))).admit(door.start(null));

    assertThat(admitted.initiator()).isEqualTo("eve");
    assertThat(admitted.proven()).isFalse();
    assertRefused(
        new Trust.Namespace(Set.of("trainer")),
        door.start(null),
        "carries no proof",
        "role 'deployer' (deploy) is for members of ml-leads or risk",
        "mlharness.unsigned-roles");
  }

  @Test
  void aRoleForEverybodyNeedsNoProofWhereTheNamespaceIsTrusted() {
    assertThat(door.admission(NAMESPACE).admit(unproven(Door.OPEN_RECIPE)).proven()).isFalse();
  }

  @Test
  void aProofCountsWhereTheNamespaceIsTrustedToo() {
    assertThat(door.admission(NAMESPACE).admit(door.start(signed(Door.ANN))).proven()).isTrue();
    assertRefused(NAMESPACE, door.start("no proof at all"), "it cannot be read");
  }

  @Test
  void aProofIsForOnePipelineAndOneRecipe() {
    ObjectNode other = Door.RECIPE.deepCopy();
    other.put("model", "main.fraud.other");
    String proof = signed(Door.ANN);

    assertRefused(SIGNED, at(Door.RECIPE, "fraud-2", Door.NOON, proof), "for pipeline 'fraud-1'");
    assertRefused(SIGNED, at(other, Door.PIPELINE, Door.NOON, proof), "for another recipe");
  }

  @Test
  void aReproductionTakesTheRolesOfTheRecordedRecipe() {
    Manifest manifest =
        Manifests.of(RecipeReader.read(Door.RECIPE).recipe(), new Pins(null, List.of()));
    JsonNode document = Reproduction.of("4", 0.01, manifest).document();
    Scope scope = new Scope.One(Purpose.PIPELINE, Door.PIPELINE);
    String ann = door.signedStarts().sign(door.proof(Door.ANN, document, scope));
    String bob = door.signedStarts().sign(door.proof(Door.BOB, document, scope));

    assertRefused(SIGNED, at(document, Door.PIPELINE, Door.NOON, bob), "role 'deployer' (deploy)");
    assertRefused(NAMESPACE, unproven(document), "carries no proof");
    assertRefused(
        SIGNED, at(document, Door.PIPELINE, Door.NOON, signed(Door.ANN)), "for another recipe");
    assertThat(
            door.admission(SIGNED)
                .admit(at(document, Door.PIPELINE, Door.NOON, ann))
                .recipe()
                .model())
        .isEqualTo("main.fraud.detector");
  }

  @Test
  void aReproductionOfAManifestThatSomebodyChangedIsNone() {
    Manifest manifest =
        Manifests.of(RecipeReader.read(Door.RECIPE).recipe(), new Pins(null, List.of()));
    ObjectNode document = Reproduction.of("4", 0.01, manifest).document();
    ((ObjectNode) document.at("/manifest/recipe/train")).put("notebook", "/Shared/other");

    assertThatThrownBy(() -> door.admission(NAMESPACE).admit(unproven(document)))
        .asInstanceOf(type(ApplicationFailure.class))
        .returns(FailureType.RECIPE_INVALID.name(), ApplicationFailure::getType)
        .extracting(ApplicationFailure::getOriginalMessage)
        .asString()
        .contains("the manifest is not what its digest", "./harness reproduce MODEL/VERSION");
  }

  @Test
  void aProofForAPlanStartsNoPipelineNorTheOtherWayRound() {
    String plan =
        door.signedStarts()
            .sign(door.proof(Door.ANN, Door.RECIPE, new Scope.One(Purpose.PLAN, Door.PIPELINE)));

    assertThat(door.admission(SIGNED).admitPlan(door.start(plan)).proven()).isTrue();
    assertRefused(SIGNED, door.start(plan), "it is for plan 'fraud-1', and this is pipeline");
    assertThatThrownBy(() -> door.admission(SIGNED).admitPlan(door.start(signed(Door.ANN))))
        .hasMessageContaining("it is for pipeline 'fraud-1', and this is plan 'fraud-1'");
    assertThatThrownBy(() -> door.admission(SIGNED).admitPlan(door.start(null)))
        .hasMessageContaining("no proof");
  }

  @Test
  void theOrderOfTheKeysOfARecipeDoesNotCount() {
    ObjectNode turned = ((ObjectNode) Door.RECIPE).objectNode();
    List<String> names = new java.util.ArrayList<>();
    Door.RECIPE.fieldNames().forEachRemaining(name -> names.add(0, name));
    names.forEach(name -> turned.set(name, Door.RECIPE.get(name)));

    assertThat(
            door.admission(SIGNED)
                .admit(at(turned, Door.PIPELINE, Door.NOON, signed(Door.ANN)))
                .proven())
        .isTrue();
  }

  @Test
  void aProofCountsForStartsWhileItIsValidGiveOrTakeAMinute() {
    String proof = signed(Door.ANN);
    Instant expiry = Door.NOON.plusSeconds(290);
    Instant issued = Door.NOON.minusSeconds(10);

    assertRefused(
        SIGNED,
        at(expiry.plus(Duration.ofSeconds(61)), proof),
        "it expired at 2026-11-24T12:04:50Z");
    assertRefused(SIGNED, at(issued.minus(Duration.ofSeconds(61)), proof), "it was signed at");
    assertThat(door.admission(SIGNED).admit(at(expiry.plusSeconds(59), proof)).proven()).isTrue();
    assertThat(door.admission(SIGNED).admit(at(issued.minusSeconds(59), proof)).proven()).isTrue();
  }

  @Test
  void aProofCountsOnceButForThatExecutionAsOftenAsItIsAsked() {
    PipelineAdmission admission = door.admission(SIGNED);
    String proof = signed(Door.ANN);

    assertThat(admission.admit(door.start(proof)).proven()).isTrue();
    assertThat(admission.admit(door.start(proof)).proven()).isTrue();
    assertThatThrownBy(
            () ->
                admission.admit(
                    Door.start(Door.RECIPE, Door.PIPELINE, "execution-2", Door.NOON, proof)))
        .hasMessageContaining("another execution has used it already");
  }

  @Test
  void aProofForLessRolesThanTheRecipeUsesDoesNotCount() {
    StartProof all = door.proof(Door.ANN);
    StartProof less =
        new StartProof(
            all.id(),
            all.person(),
            all.recipe(),
            List.of("trainer"),
            all.scope(),
            all.issuedAt(),
            all.expiry());

    assertRefused(SIGNED, door.start(door.signedStarts().sign(less)), "for the roles [trainer]");
  }

  @Test
  void aProofForAScheduleCountsForEachOfItsFirings() {
    String proof =
        door.signedStarts().sign(door.proof(Door.ANN, Door.RECIPE, new Scope.Scheduled("fraud")));
    PipelineAdmission admission = door.admission(SIGNED);

    assertThat(
            admission
                .admit(at(Door.RECIPE, "fraud-2026-11-24T12:00:00Z", Door.NOON, proof))
                .proven())
        .isTrue();
    assertRefused(
        SIGNED,
        at(Door.RECIPE, "fraud-by-hand", Door.NOON, proof),
        "for pipelines that the schedule of 'fraud' starts");
  }

  @Test
  void aWorkerWithoutKeysTakesNoProofAndCannotAskForOne() {
    var keyless = new PipelineAdmission(door.recipes, NAMESPACE, null);

    assertThatThrownBy(() -> keyless.admit(door.start(signed(Door.ANN))))
        .hasMessageContaining("mlharness.signed-starts.key-file");
    assertThatThrownBy(() -> new PipelineAdmission(door.recipes, SIGNED, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRecipeThatCannotRunIsNamedAsThatFirst() {
    ObjectNode broken = Door.RECIPE.deepCopy();
    broken.remove("train");

    assertThatThrownBy(
            () -> door.admission(SIGNED).admit(at(broken, Door.PIPELINE, Door.NOON, null)))
        .asInstanceOf(type(ApplicationFailure.class))
        .returns(FailureType.RECIPE_INVALID.name(), ApplicationFailure::getType);
  }

  private String signed(Person person) {
    return door.signedStarts().sign(door.proof(person));
  }

  private static PipelineStart unproven(JsonNode recipe) {
    return at(recipe, Door.PIPELINE, Door.NOON, null);
  }

  private static PipelineStart at(Instant moment, String proof) {
    return at(Door.RECIPE, Door.PIPELINE, moment, proof);
  }

  private static PipelineStart at(
      JsonNode recipe, String pipeline, Instant moment, @Nullable String proof) {
    return Door.start(recipe, pipeline, "execution-1", moment, proof);
  }

  private void assertRefused(Trust trust, PipelineStart start, String... words) {
    assertThatThrownBy(() -> door.admission(trust).admit(start))
        .hasMessageContainingAll(words)
        .asInstanceOf(type(ApplicationFailure.class))
        .returns(FailureType.ACCESS_DENIED.name(), ApplicationFailure::getType)
        .returns(true, ApplicationFailure::isNonRetryable);
  }
}
