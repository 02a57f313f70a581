package dev.mlharness.starter.connection;

import dev.mlharness.starter.console.CommandFailure;
import java.net.URI;
import java.util.regex.Pattern;

/** Where somebody's token is sent to. */
public final class TokenAddress {
  private static final String NEXT = "name it as in https://ml.example.com";

  /** 127.0.0.0/8, in full. */
  private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

  private TokenAddress() {}

  /**
   * @param what is there, for people: {@code API}
   * @return a scheme, a host and perhaps a port, and nothing else
   * @throws CommandFailure when it is no such address, or a token would travel in the clear
   */
  public static URI of(String what, String text) {
    String address = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    try {
      URI uri = URI.create(address);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        mustBeTheRoot(what, uri);
        mustBeSafe(uri);
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw CommandFailure.usage("'%s' is no address of the %s".formatted(text, what), NEXT);
  }

  /** Requests have paths of their own, beside which nothing else of the address would be left. */
  private static void mustBeTheRoot(String what, URI uri) {
    boolean more =
        !uri.getRawPath().isEmpty()
            || uri.getRawQuery() != null
            || uri.getRawFragment() != null
            || uri.getRawUserInfo() != null;
    if (more) {
      throw CommandFailure.usage(
          // Not the whole of it: a password may be in it.
          "the address of the %s at %s has more than a scheme, a host and a port; it is at the root of its host"
              .formatted(what, uri.getHost()),
          NEXT);
    }
  }

  /** A token that travels in the clear is everybody's. */
  private static void mustBeSafe(URI uri) {
    if (uri.getScheme().equals("http") && !isHere(uri.getHost())) {
      throw CommandFailure.usage(
          "a token is not sent to " + uri + " in the clear", "name it with https://");
    }
  }

  /** By literals and the one name that never leaves this machine: others may mean anything. */
  private static boolean isHere(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || LOOPBACK.matcher(host).matches();
  }
}
