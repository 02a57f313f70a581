package dev.mlharness.starter.api;

import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Who has how many streams open. One person cannot take all of them. */
final class Streams {
  private final int most;
  private final int mostOfOne;
  private final Map<String, Integer> open = new HashMap<>();
  private int all;

  Streams(int most, int mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /**
   * @throws Refused when the person has too many open, or all together have
   */
  synchronized void open(String subject) {
    int own = open.getOrDefault(subject, 0);
    if (own >= mostOfOne) {
      throw new Refused(
          HttpStatus.TOO_MANY_REQUESTS,
          "You have %d streams open, and no more are allowed. Close one, or ask for the status instead."
              .formatted(own));
    }
    if (all >= most) {
      throw new Refused(
          HttpStatus.SERVICE_UNAVAILABLE, "Too many streams are open. Ask for the status instead.");
    }
    open.put(subject, own + 1);
    all++;
  }

  synchronized void close(String subject) {
    open.computeIfPresent(subject, (who, own) -> own == 1 ? null : own - 1);
    all--;
  }
}
