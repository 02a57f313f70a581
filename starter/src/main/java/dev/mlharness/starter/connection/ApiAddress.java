package dev.mlharness.starter.connection;

import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which API a command speaks to. */
public final class ApiAddress {
  /** Names the API for all commands. */
  public static final String API = "MLHARNESS_API";

  private static final String NEXT = "name it as in https://ml.example.com";

  /** 127.0.0.0/8, in full. */
  private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

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
        return mustBeSafe(mustBeTheRoot(uri));
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw CommandFailure.usage("'" + text + "' is no address of an API", NEXT);
  }

  /** Requests have paths of their own, beside which nothing else of the address would be left. */
  private static URI mustBeTheRoot(URI uri) {
    boolean more =
        !uri.getRawPath().isEmpty()
            || uri.getRawQuery() != null
            || uri.getRawFragment() != null
            || uri.getRawUserInfo() != null;
    if (more) {
      throw CommandFailure.usage(
          // Not the whole of it: a password may be in it.
          "the API's address at %s has more than a scheme, a host and a port; an API is at the root of its host"
              .formatted(uri.getHost()),
          NEXT);
    }
    return uri;
  }

  /** A token that travels in the clear is everybody's. */
  private static URI mustBeSafe(URI uri) {
    if (uri.getScheme().equals("http") && !isHere(uri.getHost())) {
      throw CommandFailure.usage(
          "a token is not sent to " + uri + " in the clear", "name the API with https://");
    }
    return uri;
  }

  /** By literals and the one name that never leaves this machine: others may mean anything. */
  private static boolean isHere(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || LOOPBACK.matcher(host).matches();
  }
}
