package dev.mlharness.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Manifest.DataPin.Kind;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.Manifest.Pins;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DigestTest {
  private static final Pins PINS =
      new Pins(
          new GitPin("https://git.example.com/fraud.git", "main", "0f".repeat(20), "a@example.com"),
          List.of(new DataPin("train", Kind.TABLE, "main.fraud.transactions", "12")));

  /** A change here breaks the lineage of every version in the field: it needs a new apiVersion. */
  @Example
  void theDigestOfAKnownManifestNeverChanges() {
    Manifest manifest = Manifests.of(RecipeReader.read(Recipes.known()).recipe(), PINS);

    assertThat(manifest.digest())
        .isEqualTo("a065baf1f89f4b90fd1e81277bec95843f3bbb38e60de2ab2f079d8cbd333179");
  }

  @Example
  void theDigestIsOfCanonicalJson() {
    assertThat(Digest.of(new int[0]))
        .as("printf '[]' | sha256sum")
        .isEqualTo("4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945");
  }

  @Example
  void aManifestWhoseRecipeWasChangedIsNotIntact() {
    Manifest manifest = Manifests.of(RecipeReader.read(Recipes.full()).recipe(), PINS);
    Manifest changed =
        new Manifest(manifest.digest(), RecipeReader.read(Recipes.MINIMAL).recipe(), PINS);

    assertThat(Manifests.intact(manifest)).isTrue();
    assertThat(Manifests.intact(changed)).isFalse();
  }

  @Example
  void aManifestSurvivesTheTripThroughAPayload() throws Exception {
    Manifest manifest = Manifests.of(RecipeReader.read(Recipes.full()).recipe(), PINS);

    String json = Payloads.mapper().writeValueAsString(manifest);

    assertThat(Manifests.intact(Payloads.mapper().readValue(json, Manifest.class))).isTrue();
  }

  @Property(tries = 100)
  void theOrderOfKeysDoesNotCount(@ForAll long seed) {
    JsonNode document = YamlReader.read(Recipes.full()).root();
    JsonNode shuffled = shuffled(document, new Random(seed));

    assertThat(Digest.of(shuffled)).isEqualTo(Digest.of(document));
    assertThat(RecipeReader.read(shuffled).recipe())
        .isEqualTo(RecipeReader.read(document).recipe());
    assertThat(Manifests.of(RecipeReader.read(shuffled).recipe(), PINS))
        .isEqualTo(Manifests.of(RecipeReader.read(document).recipe(), PINS));
  }

  @Property(tries = 100)
  void aChangedNumberChangesTheDigest(@ForAll double left, @ForAll double right) {
    assertThat(Digest.of(List.of(left)).equals(Digest.of(List.of(right)))).isEqualTo(left == right);
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      Collections.shuffle(names, random);
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      names.forEach(name -> copy.set(name, shuffled(object.get(name), random)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> copy.add(shuffled(item, random)));
      return copy;
    }
    return node;
  }
}
