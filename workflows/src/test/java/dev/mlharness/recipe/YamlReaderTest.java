package dev.mlharness.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class YamlReaderTest {

  @Test
  void jsonIsYaml() {
    Document document =
        YamlReader.read("{\"a\":\t[1, 2.5e3, true, null],\n\"b\": \"\\ud83d\\ude00\\/\"}");

    assertThat(document.root().toString()).isEqualTo("{\"a\":[1,2500.0,true,null],\"b\":\"😀/\"}");
  }

  @Test
  void offAndYesAreText() {
    assertThat(YamlReader.read("[off, yes, 012, 0x1F, ~, TRUE, '3', !!str 4]").root().toString())
        .isEqualTo("[\"off\",\"yes\",12,31,null,true,\"3\",\"4\"]");
  }

  @Test
  void anAliasStandsForWhatItsAnchorHeld() {
    assertThat(YamlReader.read("a: &x {b: 1}\nc: *x").root().toString())
        .isEqualTo("{\"a\":{\"b\":1},\"c\":{\"b\":1}}");
  }

  @Test
  void anAliasBombIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(10, alias))));
    }

    assertRefused(bomb.toString(), "more than 20000 values, aliases unfolded");
  }

  @Test
  void textBeyondTheLimitsIsRefused() {
    assertRefused("[".repeat(200_000), "nested deeper than 32 levels");
    assertRefused("#".repeat(300_000), "larger than 262144 characters");
    assertRefused("a: " + "9".repeat(500), "a number of more than 400 characters");
  }

  @Test
  void whatJsonCannotHoldIsRefused() {
    assertRefused("? [a]\n: b", "a key must be a word");
    assertRefused("a: .inf", "must be a finite number");
    assertRefused("a: !!int x", "does not fit the tag");
    assertRefused("a: !secret x", "has no meaning here");
    assertRefused("a: \u0000", "not YAML");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> YamlReader.read(text))
        .isInstanceOf(RecipeProblems.class)
        .hasMessageContaining(message);
  }
}
