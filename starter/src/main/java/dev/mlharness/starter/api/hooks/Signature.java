package dev.mlharness.starter.api.hooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a sender proves that a delivery is its own. */
interface Signature {

  /**
   * @param raw as it came: any other form of the same JSON would have another signature
   * @param keys of which any may have signed
   * @return what identifies the delivery, and of which kind it is; empty when nothing is proven
   */
  Optional<Proven> prove(Raw raw, List<byte[]> keys, Window window);

  /** A request, with its body as it came. */
  final class Raw {
    private final Function<String, @Nullable String> headers;
    private final byte[] body;

    /**
     * @param headers by their names, in any case; null when there is none
     * @param body is not copied
     */
    Raw(Function<String, @Nullable String> headers, byte[] body) {
      this.headers = headers;
      this.body = body;
    }

    byte[] body() {
      return body;
    }

    /** The header, or an empty text. */
    String text(String name) {
      String value = headers.apply(name);
      return value == null ? "" : value;
    }
  }

  /**
   * @param id the same for the same event, and part of what is proven where that is possible
   * @param named as the sender calls the delivery
   * @param event null: the body says it
   */
  record Proven(String id, String named, @Nullable String event) {
    /** A delivery that is identified by its name. */
    Proven(String id, @Nullable String event) {
      this(id, id, event);
    }
  }

  /** The times at which a signed delivery counts. */
  record Window(Instant now, Duration tolerance) {
    boolean holds(Instant moment) {
      return Duration.between(moment, now).abs().compareTo(tolerance) <= 0;
    }
  }
}
