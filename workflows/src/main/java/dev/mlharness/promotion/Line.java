package dev.mlharness.promotion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who promotes and who waits, first come first served. Pure.
 *
 * @param holder whose turn it is
 */
public record Line(@Nullable TurnRequest holder, List<TurnRequest> waiting) {
  static final Line EMPTY = new Line(null, List.of());

  public Line {
    waiting = List.copyOf(waiting);
  }

  /** Who is there already stays where they are. */
  Line join(TurnRequest request) {
    if (all().anyMatch(known -> known.token().equals(request.token()))) {
      return this;
    }
    List<TurnRequest> longer = new ArrayList<>(waiting);
    longer.add(request);
    return new Line(holder, longer);
  }

  /** Who is not there has left already. */
  Line leave(String token) {
    return new Line(
        holds(token) ? null : holder,
        waiting.stream().filter(known -> !known.token().equals(token)).toList());
  }

  /** It is the turn of the first, unless it is somebody's already. */
  Line next() {
    return holder != null || waiting.isEmpty()
        ? this
        : new Line(waiting.get(0), waiting.subList(1, waiting.size()));
  }

  boolean holds(String token) {
    return holder != null && holder.token().equals(token);
  }

  /** Nobody promotes, and somebody wants to. */
  boolean waitsForNobody() {
    return holder == null && !waiting.isEmpty();
  }

  /** Somebody promotes, and another wants to. */
  boolean contested() {
    return holder != null && !waiting.isEmpty();
  }

  private Stream<TurnRequest> all() {
    return Stream.concat(Stream.ofNullable(holder), waiting.stream());
  }
}
