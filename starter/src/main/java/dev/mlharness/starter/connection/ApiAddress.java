package dev.mlharness.starter.connection;

import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which API a command speaks to. */
public final class ApiAddress {
  /** Names the API for all commands. */
  public static final String API = "MLHARNESS_API";

  private ApiAddress() {}

  /** The first of: the option, the variable, what {@code login --remember} noted down. */
  public static Optional<URI> find(@Nullable String option, Surroundings surroundings) {
    return Optional.ofNullable(option)
        .or(() -> Optional.ofNullable(surroundings.variable(API)))
        .or(() -> Settings.of(surroundings).api())
        .map(ApiAddress::parse);
  }

  /** As {@link #find}, and else that of the local stack. */
  public static URI required(@Nullable String option, Surroundings surroundings) {
    return find(option, surroundings)
        .or(() -> LocalStack.api(surroundings).map(URI::create))
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "it is not said at which API, and no local stack runs",
                    "name it with --api URL or " + API + "; ./harness up starts one here"));
  }

  private static URI parse(String text) {
    String address = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    try {
      URI uri = URI.create(address);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return mustBeSafe(uri);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw CommandFailure.usage(
        "'" + text + "' is no address of an API", "as in https://ml.example.com");
  }

  /** A token that travels in the clear is everybody's. */
  private static URI mustBeSafe(URI uri) {
    boolean here =
        uri.getHost().equals("localhost")
            || uri.getHost().startsWith("127.")
            || uri.getHost().equals("[::1]");
    if (uri.getScheme().equals("http") && !here) {
      throw CommandFailure.usage(
          "a token is not sent to " + uri + " in the clear", "name the API with https://");
    }
    return uri;
  }
}
