package dev.mlharness.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCheckoutsTest {

  @TempDir Path folder;
  private GitCheckouts checkouts;
  private TestRepository repository;

  @BeforeEach
  void makeRepository() throws Exception {
    checkouts = new GitCheckouts(TestSettings.in(folder.resolve("home")));
    repository = new TestRepository(folder.resolve("repository"));
  }

  private GitSource source(@Nullable String branch, @Nullable String tag, @Nullable String commit) {
    return new GitSource(repository.url(), "gitHub", branch, tag, commit, null);
  }

  private Path target(String name) {
    return folder.resolve(name);
  }

  @Test
  void aCommitIsCheckedOutAsItWas() throws Exception {
    String first = repository.commit("a.py", "one");
    repository.commit("a.py", "two");
    assertThat(checkouts.checkOut(source(null, null, first), target("x"))).isEqualTo(first);
    assertThat(target("x").resolve("a.py")).hasContent("one");
  }

  @Test
  void aBranchIsCheckedOutAsItIsNow() throws Exception {
    repository.commit("a.py", "one");
    checkouts.checkOut(source("main", null, null), target("x"));
    String second = repository.commit("a.py", "two");
    assertThat(checkouts.checkOut(source("main", null, null), target("y"))).isEqualTo(second);
  }

  @Test
  void aTagIsCheckedOut() throws Exception {
    String first = repository.commit("a.py", "one");
    repository.git("tag", "-a", "v1", "-m", "v1");
    assertThat(checkouts.checkOut(source(null, "v1", null), target("x"))).isEqualTo(first);
  }

  @Test
  void whatIsCheckedOutIsNotCheckedOutAgain() throws Exception {
    String first = repository.commit("a.py", "one");
    checkouts.checkOut(source("main", null, null), target("x"));
    repository.commit("a.py", "two");
    assertThat(checkouts.checkOut(source("main", null, null), target("x"))).isEqualTo(first);
    assertThat(target("x").resolve("a.py")).hasContent("one");
  }

  @Test
  void aCommitThatDoesNotExistIsToldAsGitTellsIt() throws Exception {
    repository.commit("a.py", "one");
    assertThatThrownBy(() -> checkouts.checkOut(source(null, null, "0".repeat(40)), target("x")))
        .isInstanceOf(CheckoutException.class)
        .hasMessageContaining("rev-parse");
  }

  @Test
  void aRepositoryThatDoesNotExistIsToldAsGitTellsIt() {
    var nowhere = new GitSource(folder.resolve("no").toString(), null, "main", null, null, null);
    assertThatThrownBy(() -> checkouts.checkOut(nowhere, target("x")))
        .isInstanceOf(CheckoutException.class)
        .hasMessageContaining("does not exist");
  }
}
