package dev.mlharness.starter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.starter.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {
  @TempDir private Path parent;
  private Path folder;

  @BeforeEach
  void makeRepository() throws Exception {
    folder = Files.createDirectories(parent.resolve("work")).toRealPath();
    git("init", "-q", "-b", "main");
    git("config", "user.email", "a@example.com");
    git("config", "user.name", "A");
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("src/train.py"), "1\n");
    git("add", ".");
    git("commit", "-q", "-m", "first");
  }

  @Test
  void withoutAnOriginTheFolderItselfIsTheRepository() {
    GitRepository repository = GitRepository.around(folder.resolve("src"));

    assertThat(repository.url()).isEqualTo("file://" + folder);
    assertThat(repository.ref()).isEqualTo("main");
    assertThat(repository.doubts()).isEmpty();
    assertThat(GitRepository.userEmail(folder)).contains("a@example.com");
  }

  @Test
  void theOriginIsNamedWithoutItsSecret() throws Exception {
    git("remote", "add", "origin", "https://me:hunter2@git.example.com/fraud.git");

    assertThat(GitRepository.around(folder).url()).isEqualTo("https://git.example.com/fraud.git");
  }

  @Test
  void anOriginOnThisMachineBecomesAnAbsoluteUrl() throws Exception {
    git("remote", "add", "origin", "../bare.git");

    assertThat(GitRepository.around(folder).url())
        .isEqualTo("file://" + folder.resolveSibling("bare.git"));
  }

  @Test
  void whatWouldNotRunIsDoubted() throws Exception {
    git("init", "-q", "--bare", folder.resolveSibling("bare.git").toString());
    git("remote", "add", "origin", "../bare.git");
    Files.writeString(folder.resolve("src/train.py"), "2\n");

    assertThat(GitRepository.around(folder).doubts())
        .containsExactly(
            "changes that are not committed will not run",
            "the branch main is not known to origin: push it");

    git("push", "-q", "-u", "origin", "main");
    git("commit", "-q", "-a", "-m", "second");
    assertThat(GitRepository.around(folder).doubts())
        .containsExactly("commits that are not pushed will not run");
  }

  @Test
  void aDetachedCommitIsNamedByItsHash() throws Exception {
    git("checkout", "-q", "--detach");

    assertThat(GitRepository.around(folder).ref()).matches("[0-9a-f]{40}");
  }

  @Test
  void notebooksAreNamedWithoutTheirEnding() {
    GitRepository repository = GitRepository.around(folder);

    assertThat(repository.holds("src/train")).isTrue();
    assertThat(repository.holds("src/train.py")).isTrue();
    assertThat(repository.holds("src/test")).isFalse();
  }

  @Test
  void aFolderWithoutARepositoryIsRefusedWithTheNextStep() {
    assertThatThrownBy(() -> GitRepository.around(parent))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is not in a git repository");
  }

  private void git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
