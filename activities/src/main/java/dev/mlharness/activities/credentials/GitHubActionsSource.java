package dev.mlharness.activities.credentials;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runner of a GitHub Actions job. A new token at each use: they live for five minutes. */
record GitHubActionsSource(@Nullable String audience, Surroundings surroundings)
    implements SubjectTokenSource {
  private static final String WHO = "GitHub Actions";
  private static final String ADVICE =
      "Give the job 'permissions: id-token: write', and start the worker within it.";

  @Override
  public SecretToken fetch() {
    String address = variable("ACTIONS_ID_TOKEN_REQUEST_URL");
    String authorization = "Bearer " + variable("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
    String wanted = audience == null ? "" : "&audience=" + TokenEndpoint.encode(audience);
    var answer =
        surroundings.ask(
            WHO,
            URI.create(address + wanted),
            Map.of("Authorization", authorization, "Accept", "application/json"),
            ADVICE);
    return surroundings.token(WHO, answer.json().path("value").asText(""));
  }

  private String variable(String name) {
    return surroundings
        .variable(name)
        .orElseThrow(
            () ->
                Failures.of(
                    FailureType.HELD,
                    "This worker cannot ask GitHub Actions who it is: %s is not set. %s"
                        .formatted(name, ADVICE)));
  }
}
