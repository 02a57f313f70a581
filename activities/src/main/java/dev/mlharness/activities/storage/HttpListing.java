package dev.mlharness.activities.storage;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.SecretToken;
import dev.mlharness.activities.credentials.TokenEndpoint;
import dev.mlharness.activities.credentials.TokenEndpoint.Answer;
import dev.mlharness.activities.credentials.cloud.CloudLocation;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.failure.Redaction;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks a storage for one page of a listing.
 *
 * @param mend what to grant when it refuses
 */
record HttpListing(TokenEndpoint http, CloudLocation location, String mend) {

  Answer page(URI address, SecretToken token, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", "Bearer " + token.reveal());
    try {
      Answer answer = http.get(address, all);
      if (answer.ok()) {
        return answer;
      }
      throw failure(answer, token);
    } catch (IOException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "%s cannot be listed: %s. It is tried again."
              .formatted(location.uri(), Redaction.of(String.valueOf(e.getMessage()))));
    }
  }

  private RuntimeException failure(Answer answer, SecretToken token) {
    FailureType type =
        switch (answer.status()) {
          case 401, 403 -> FailureType.ACCESS_DENIED;
          case 404 -> FailureType.NOT_FOUND;
          default -> FailureType.UNAVAILABLE;
        };
    String next =
        switch (type) {
          case ACCESS_DENIED -> mend;
          case NOT_FOUND -> "Mend the location under data.";
          default -> "It is tried again.";
        };
    return Failures.of(
        type,
        "%s was not listed: %s. %s"
            .formatted(location.uri(), Redaction.of(answer.error(), token.reveal()), next),
        answer.retryAfter());
  }
}
