package dev.mlharness.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenRecipesTest {
  private static final Path BROKEN = Path.of("src/test/resources/recipes/broken");

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(BROKEN)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yml"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aBrokenRecipeIsRefusedInTheseWords(String name) {
    RecipeProblems refused =
        catchThrowableOfType(RecipeProblems.class, () -> RecipeReader.read(text(name + ".yml")));

    assertThat(refused).as(name + " is refused").isNotNull();
    assertThat(refused.getMessage()).isEqualTo(text(name + ".expected").strip());
  }

  private static String text(String file) {
    try {
      return Files.readString(BROKEN.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
