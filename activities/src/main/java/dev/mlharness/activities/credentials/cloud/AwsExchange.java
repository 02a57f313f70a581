package dev.mlharness.activities.credentials.cloud;

import dev.mlharness.activities.credentials.Introduction;
import dev.mlharness.activities.credentials.SecretToken;
import dev.mlharness.activities.workspace.AwsIdentity;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.Workspace;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Exchanges this worker's identity for a session of an IAM role. */
final class AwsExchange {
  /** The shortest that AWS gives. */
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final Workspace workspace;
  private final Role role;
  private final AwsIdentity identity;

  AwsExchange(Workspace workspace, Role role, AwsIdentity identity) {
    this.workspace = workspace;
    this.role = role;
    this.identity = identity;
  }

  AwsSession exchange(SecretToken worker, SessionPolicy policy, SessionName name) {
    try (StsClient sts = client()) {
      AssumeRoleWithWebIdentityResponse answer =
          sts.assumeRoleWithWebIdentity(
              request ->
                  request
                      .roleArn(identity.roleArn())
                      .roleSessionName(name.text())
                      .webIdentityToken(worker.reveal())
                      .policy(policy.json())
                      .durationSeconds((int) LIFE.toSeconds()));
      Credentials given = answer.credentials();
      return new AwsSession(
          AwsSessionCredentials.create(
              given.accessKeyId(), given.secretAccessKey(), given.sessionToken()),
          answer.assumedRoleUser().arn(),
          given.expiration());
    } catch (SdkException e) {
      throw new AwsRefusal(workspace, role, identity).of(e, worker, Introduction.of(worker));
    }
  }

  private StsClient client() {
    return AwsClients.prepared(StsClient.builder(), identity, workspace.limits().httpTimeout())
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }
}
