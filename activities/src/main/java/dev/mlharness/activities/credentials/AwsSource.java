package dev.mlharness.activities.credentials;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.nio.file.Path;

/** The web identity of a pod on AWS: a file that a variable names. Read again at each use. */
record AwsSource(Surroundings surroundings) implements SubjectTokenSource {
  private static final String VARIABLE = "AWS_WEB_IDENTITY_TOKEN_FILE";

  @Override
  public SecretToken fetch() {
    String file =
        surroundings
            .variable(VARIABLE)
            .orElseThrow(
                () ->
                    Failures.of(
                        FailureType.HELD,
                        "This worker has no web identity on AWS: %s is not set. Annotate its Kubernetes service account with an IAM role (eks.amazonaws.com/role-arn), or name the file of a projected token as subject-token.file."
                            .formatted(VARIABLE)));
    return new ProjectedFileSource(Path.of(file), surroundings.clock()).fetch();
  }
}
