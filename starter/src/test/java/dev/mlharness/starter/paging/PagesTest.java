package dev.mlharness.starter.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.starter.console.CommandFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PagesTest {
  @Test
  void pageByPageNothingIsLeftOutAndNothingComesTwice() {
    Random random = new Random(7);
    for (int size = 0; size < 25; size++) {
      List<String> names =
          new ArrayList<>(IntStream.range(0, size).mapToObj("name-%02d"::formatted).toList());
      Collections.shuffle(names, random);
      for (int limit = 1; limit < 8; limit++) {
        assertThat(all(names, limit))
            .as("%d names, %d a page", size, limit)
            .containsExactlyElementsOf(names.stream().sorted().toList());
      }
    }
  }

  private static List<String> all(List<String> names, int limit) {
    List<String> found = new ArrayList<>();
    @Nullable String token = null;
    do {
      Page<String> page =
          Sorted.page("names", names.stream(), name -> name, new PageRequest(limit, token));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(page.items());
      token = page.next();
    } while (token != null);
    return found;
  }

  @Test
  void aTokenIsOfOneListOnly() {
    byte[] cursor = "cursor".getBytes(StandardCharsets.UTF_8);
    String token = PageToken.of("pipelines of a", cursor);

    assertThat(PageToken.cursor("pipelines of a", token)).isEqualTo(cursor);
    for (String wrong : List.of(token, "", "x", "====", "ü", PageToken.of("b", new byte[0]))) {
      assertThatThrownBy(() -> PageToken.cursor("b", wrong))
          .as(wrong)
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("another list");
    }
  }
}
