package dev.mlharness.starter.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.examples.CiFile;
import dev.mlharness.examples.Example;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.git.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewProjectTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"breast-cancer", "diabetes"})
  void aNewProjectIsARepositoryWithARecipeThatCanRun(String example) throws IOException {
    Path recipe =
        new NewProject(folder.resolve("new"))
            .startFrom(Example.named(example).orElseThrow(), CiFile.GITLAB);

    var repository = GitRepository.around(folder.resolve("new"));
    assertThat(repository.doubts()).isEmpty();
    assertThat(repository.ref()).isEqualTo("main");
    var checked = RecipeReader.read(Files.readString(recipe), null, List.of());
    assertThat(checked.recipe().metadata().name()).isEqualTo(example);
    assertThat(folder.resolve("new/.gitlab-ci.yml")).isRegularFile();
  }

  @Test
  void aFolderWithSomethingInItIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");

    assertThatThrownBy(() -> new NewProject(folder))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is not empty");
  }
}
