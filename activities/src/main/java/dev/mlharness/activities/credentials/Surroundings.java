package dev.mlharness.activities.credentials;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.TokenEndpoint.Answer;
import dev.mlharness.activities.failure.Failures;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a platform tells the programs that run on it: variables, and an address to ask. */
record Surroundings(UnaryOperator<@Nullable String> environment, TokenEndpoint http, Clock clock) {

  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
  }

  /**
   * Asks for a token.
   *
   * @param who is asked, for messages
   * @param advice what to look at when it refuses
   */
  Answer ask(String who, URI address, Map<String, String> headers, String advice) {
    try {
      Answer answer = http.get(address, headers);
      if (!answer.ok()) {
        throw Failures.of(
            answer.busy() ? FailureType.UNAVAILABLE : FailureType.HELD,
            "%s at %s gave this worker no token (%s). %s"
                .formatted(who, place(address), answer.error(), advice),
            answer.retryAfter());
      }
      return answer;
    } catch (IOException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "%s cannot be reached at %s (%s). It is tried again; %s"
              .formatted(who, place(address), e.getMessage(), advice));
    }
  }

  SecretToken token(String who, String token) {
    if (token.isBlank()) {
      throw Failures.of(
          FailureType.UNAVAILABLE, who + " answered without a token. It is tried again.");
    }
    return GivenToken.from("the token of " + who, token.strip(), clock);
  }

  /** Without the query, which may hold what is nobody's business. */
  private static String place(URI address) {
    return address.getScheme() + "://" + address.getAuthority() + address.getPath();
  }
}
