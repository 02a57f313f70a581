package dev.mlharness.starter.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request, with names as they may be in one.
 *
 * @param text as it goes over the wire
 */
public record Path(String text) {
  public static Path of(String text) {
    return new Path(text);
  }

  /** One step deeper. */
  public Path to(String name) {
    return new Path(text + "/" + encoded(name).replace("+", "%20"));
  }

  /** With a parameter; null: without it. */
  public Path with(String parameter, @Nullable Object value) {
    return value == null
        ? this
        : new Path(
            text + (text.contains("?") ? "&" : "?") + parameter + "=" + encoded(value.toString()));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return text;
  }
}
