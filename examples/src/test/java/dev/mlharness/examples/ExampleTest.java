package dev.mlharness.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExampleTest {

  @TempDir Path folder;

  @Test
  void thereIsAClassifierAndARegressor() {
    assertThat(Example.all())
        .extracting(Example::name)
        .containsExactly("breast-cancer", "diabetes");
  }

  @Test
  void eachSaysWhatItsModelTells() {
    assertThat(Example.all())
        .allSatisfy(example -> assertThat(example.summary()).endsWith(".").doesNotContain("\n"));
  }

  @Test
  void aCopyHasRecipeAndCode() {
    Example.named("breast-cancer").orElseThrow().copyTo(folder.resolve("new"));

    assertThat(folder.resolve("new/recipe.yml")).isRegularFile();
    assertThat(folder.resolve("new/src/train.py")).isRegularFile();
  }

  @Test
  void nothingIsOverwritten() {
    Example example = Example.all().get(0);
    example.copyTo(folder);

    assertThatThrownBy(() -> example.copyTo(folder)).isInstanceOf(UncheckedIOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aCiFileIsWrittenOnce(CiFile ci) {
    ci.writeTo(folder);

    assertThat(folder.resolve(ci.path())).content().contains("harness lint recipe.yml");
    assertThatThrownBy(() -> ci.writeTo(folder)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void anUnknownNameIsNoExample() {
    assertThat(Example.named("nothing")).isEmpty();
  }
}
