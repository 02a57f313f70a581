package dev.mlharness.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the document is, the answer is a recipe or {@link RecipeProblems}, and no other. */
class RecipeFuzzTest {

  @Property(tries = 500)
  void anyText(@ForAll String text) {
    assertNothingElseIsThrown(text);
  }

  @Property(tries = 500)
  void aRecipeWithCharactersReplaced(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(Recipes.full());
    for (int i = random.nextInt(8); i >= 0; i--) {
      String noise = "{}[]:,-&*!|>'\"%@`#?~ \n\t0a\u0000\ufeff";
      text.setCharAt(random.nextInt(text.length()), noise.charAt(random.nextInt(noise.length())));
    }
    assertNothingElseIsThrown(text.toString());
  }

  @Property(tries = 500)
  void aRecipeWithAValueReplacedByOneOfAnotherType(@ForAll long seed) {
    Random random = new Random(seed);
    JsonNode root = YamlReader.read(Recipes.full()).root();
    List<JsonNode> containers = new ArrayList<>(List.of(root));
    containers.addAll(root.findParents("name"));
    collect(root, containers);
    replaceIn(containers.get(random.nextInt(containers.size())), random);
    assertNothingElseIsThrown(root.toString());
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    for (JsonNode child : node) {
      if (child.isContainerNode() && !child.isEmpty()) {
        containers.add(child);
        collect(child, containers);
      }
    }
  }

  private static void replaceIn(JsonNode container, Random random) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    JsonNode other =
        switch (random.nextInt(7)) {
          case 0 -> json.nullNode();
          case 1 -> json.numberNode(-1);
          case 2 -> json.numberNode(0.5);
          case 3 -> json.textNode("");
          case 4 -> json.arrayNode().add(1);
          case 5 -> json.objectNode().put("a~/b", 1);
          default -> json.booleanNode(true);
        };
    if (container instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      object.set(names.get(random.nextInt(names.size())), other);
    } else if (container instanceof ArrayNode array) {
      array.set(random.nextInt(array.size()), other);
    }
  }

  private static void assertNothingElseIsThrown(String text) {
    assertThatCode(
            () -> {
              try {
                RecipeReader.read(text);
              } catch (RecipeProblems expected) {
                assertThat(expected.problems()).isNotEmpty();
              }
            })
        .doesNotThrowAnyException();
  }
}
