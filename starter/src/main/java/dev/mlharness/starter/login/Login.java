package dev.mlharness.starter.login;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in at an API, and where the tokens came from. The tokens are kept elsewhere.
 *
 * @param api its address
 * @param audience for which it wants tokens; null: it did not say
 * @param keeper where the tokens are kept
 */
record Login(
    URI api,
    URI issuer,
    String client,
    List<String> scopes,
    @Nullable String audience,
    String person,
    String keeper) {
  Login {
    scopes = List.copyOf(scopes);
  }

  Login keptIn(String other) {
    return new Login(api, issuer, client, scopes, audience, person, other);
  }
}
