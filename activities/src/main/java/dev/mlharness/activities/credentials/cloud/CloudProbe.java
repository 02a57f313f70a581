package dev.mlharness.activities.credentials.cloud;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** Tries to be at a cloud what a role is there, with the right to nothing. */
public final class CloudProbe {
  private final AwsSessions aws;
  private final CloudTokens tokens;

  public CloudProbe(AwsSessions aws, CloudTokens tokens) {
    this.aws = aws;
    this.tokens = tokens;
  }

  /**
   * @return as whom AWS sees this worker
   * @throws io.temporal.failure.ApplicationFailure saying what to change
   */
  public String aws(Access access) {
    try (StsClient sts =
        aws.client(StsClient.builder(), access, SessionPolicy.nothing(), afresh())) {
      return sts.getCallerIdentity().arn();
    } catch (SdkException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "AWS gave a session, and did not say whose: %s".formatted(e.getMessage()));
    }
  }

  /**
   * @return until when there is a token of the service account
   * @throws io.temporal.failure.ApplicationFailure saying what to change
   */
  public String google(Access access) {
    return "a token until " + tokens.google(access, List.of(), afresh()).expiry();
  }

  /**
   * @return until when there is a token of the application
   * @throws io.temporal.failure.ApplicationFailure saying what to change
   */
  public String azure(Access access) {
    return "a token until " + tokens.azure(access, afresh()).expiry();
  }

  /** A credential that is kept proves nothing about the chain as it is now. */
  private static SessionName afresh() {
    return new SessionName("mlharness-doctor-" + UUID.randomUUID().toString().substring(0, 8));
  }
}
