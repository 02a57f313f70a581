package dev.mlharness.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DocumentsTest {

  private record Counter(long value) {
    Counter next() {
      return new Counter(value + 1);
    }
  }

  @TempDir Path folder;

  private Documents open() {
    return Documents.open(folder.resolve("state/sandbox.db"), JsonMapper.builder().build());
  }

  @Test
  void whatWasPutIsThereAfterTheFileIsOpenedAgain() {
    try (var documents = open()) {
      documents.collection("counters", Counter.class).put("a", new Counter(7));
    }
    try (var documents = open()) {
      assertThat(documents.collection("counters", Counter.class).get("a")).contains(new Counter(7));
    }
  }

  @Test
  void whatWasPutIsSeenByAnotherWhoOpensTheFileWithoutItsBeingClosed() {
    var killed = open();
    killed.collection("counters", Counter.class).put("a", new Counter(7));
    try (killed;
        var documents = open()) {
      assertThat(documents.collection("counters", Counter.class).get("a")).contains(new Counter(7));
    }
  }

  @Test
  void documentsAreListedInTheOrderInWhichTheyFirstCame() {
    try (var documents = open()) {
      var counters = documents.collection("counters", Counter.class);
      counters.put("b", new Counter(1));
      counters.put("a", new Counter(2));
      counters.put("b", new Counter(3));
      assertThat(counters.list()).containsExactly(new Counter(3), new Counter(2));
    }
  }

  @Test
  void putIfAbsentKeepsWhatIsThere() {
    try (var documents = open()) {
      var counters = documents.collection("counters", Counter.class);
      assertThat(counters.putIfAbsent("a", new Counter(1))).isTrue();
      assertThat(counters.putIfAbsent("a", new Counter(2))).isFalse();
      assertThat(counters.get("a")).contains(new Counter(1));
    }
  }

  @Test
  void collectionsDoNotSeeEachOthersDocuments() {
    try (var documents = open()) {
      documents.collection("one", Counter.class).put("a", new Counter(1));
      var other = documents.collection("other", Counter.class);
      assertThat(other.get("a")).isEmpty();
      assertThat(other.delete("a")).isFalse();
    }
  }

  @Test
  void updatesOfManyThreadsAllCount() {
    try (var documents = open()) {
      var counters = documents.collection("counters", Counter.class);
      counters.put("a", new Counter(0));
      IntStream.range(0, 200).parallel().forEach(i -> counters.update("a", Counter::next));
      assertThat(counters.get("a")).contains(new Counter(200));
    }
  }

  @Test
  void whatFailsAtomicallyLeavesNothing() {
    try (var documents = open()) {
      var counters = documents.collection("counters", Counter.class);
      assertThatThrownBy(
              () ->
                  documents.atomically(
                      () -> {
                        counters.put("a", new Counter(1));
                        throw new IllegalStateException("no");
                      }))
          .hasMessage("no");
      assertThat(counters.get("a")).isEmpty();
    }
  }
}
