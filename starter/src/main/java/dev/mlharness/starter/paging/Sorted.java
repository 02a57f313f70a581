package dev.mlharness.starter.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pages of a list that is short enough to be read as a whole, in the order of a key. */
public final class Sorted {
  private Sorted() {}

  /**
   * @param list which list, with its filters
   * @param key another one for each item
   */
  public static <T> Page<T> page(
      String list, Stream<T> items, Function<T, String> key, PageRequest request) {
    @Nullable String after =
        request.token() == null ? null : new String(PageToken.cursor(list, request.token()), UTF_8);
    List<T> rest =
        items
            .filter(item -> after == null || key.apply(item).compareTo(after) > 0)
            .sorted(Comparator.comparing(key))
            .limit(request.limit() + 1L)
            .toList();
    if (rest.size() <= request.limit()) {
      return new Page<>(rest, null);
    }
    List<T> page = rest.subList(0, request.limit());
    String last = key.apply(page.get(page.size() - 1));
    return new Page<>(page, PageToken.of(list, last.getBytes(UTF_8)));
  }
}
