package dev.mlharness.activities.credentials;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An environment variable of this process. */
record EnvironmentSource(String variable, UnaryOperator<@Nullable String> environment, Clock clock)
    implements SubjectTokenSource {

  @Override
  public SecretToken fetch() {
    String token = environment.apply(variable);
    if (token == null || token.isBlank()) {
      throw Failures.of(
          FailureType.HELD,
          "The environment variable %s, which should hold this worker's identity token, is not set. Set it and start the worker again."
              .formatted(variable));
    }
    return GivenToken.from("the token in the environment variable " + variable, token, clock);
  }
}
