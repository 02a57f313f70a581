package dev.mlharness.activities.credentials.cloud;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.Introduction;
import dev.mlharness.activities.credentials.SecretToken;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.failure.Redaction;
import dev.mlharness.activities.workspace.AwsIdentity;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.Workspace;
import io.temporal.failure.ApplicationFailure;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Why STS gave no session, and what to change. */
record AwsRefusal(Workspace workspace, Role role, AwsIdentity identity) {
  private static final Set<String> PASSING =
      Set.of("IDPCommunicationError", "ExpiredTokenException", "Throttling", "RequestTimeout");
  private static final Set<String> POLICY =
      Set.of("PackedPolicyTooLarge", "MalformedPolicyDocument", "MalformedPolicyDocumentException");

  ApplicationFailure of(SdkException cause, SecretToken token, Introduction worker) {
    String said = Redaction.of(words(cause), token.reveal());
    String code = code(cause);
    if (code.isEmpty() || busy(cause) || PASSING.contains(code)) {
      return failure(FailureType.UNAVAILABLE, said, "It is tried again.");
    }
    if (POLICY.contains(code)) {
      return failure(
          FailureType.RECIPE_INVALID, said, "Name fewer or shorter locations under data.");
    }
    AwsTrust trust = new AwsTrust(identity, worker);
    return switch (code) {
      case "InvalidIdentityToken", "InvalidIdentityTokenException" ->
          failure(
              FailureType.ACCESS_DENIED,
              said,
              "AWS does not know the identity provider, or not for this audience: "
                  + trust.provider());
      case "RegionDisabledException" ->
          failure(
              FailureType.HELD,
              said,
              "Enable STS in region %s, or set another region.".formatted(identity.region()));
      default ->
          failure(
              FailureType.ACCESS_DENIED,
              said,
              "Give the role this trust policy: " + trust.policy());
    };
  }

  private ApplicationFailure failure(FailureType type, String said, String mend) {
    return Failures.of(
        type,
        "AWS gave role '%s' of workspace '%s' no session of %s: %s. %s"
            .formatted(role.name(), workspace.name(), identity.roleArn(), said, mend));
  }

  private static boolean busy(SdkException cause) {
    return cause instanceof AwsServiceException service
        && (service.statusCode() >= 500 || service.isThrottlingException());
  }

  private static String code(SdkException cause) {
    return cause instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? String.valueOf(service.awsErrorDetails().errorCode())
        : "";
  }

  private static String words(SdkException cause) {
    return cause instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? "%s (%s)".formatted(service.awsErrorDetails().errorMessage(), code(cause))
        : String.valueOf(cause.getMessage());
  }
}
