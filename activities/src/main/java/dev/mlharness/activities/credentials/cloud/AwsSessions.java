package dev.mlharness.activities.credentials.cloud;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.Introduction;
import dev.mlharness.activities.credentials.Receipt;
import dev.mlharness.activities.credentials.Receipts;
import dev.mlharness.activities.credentials.SecretToken;
import dev.mlharness.activities.credentials.WorkerTokens;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.AwsIdentity;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/**
 * Sessions of the IAM roles that this worker may assume: one for each purpose and each pipeline and
 * stage, fetched when the first call needs it, kept in memory only, renewed before it expires. Each
 * leaves a receipt before anybody may use it.
 */
public final class AwsSessions {
  /** The cloud, in receipts. */
  public static final String AWS = "aws";

  private final Workspaces workspaces;
  private final WorkerTokens tokens;
  private final Receipts receipts;
  private final PerPurpose<Purpose, AwsSession> sessions;

  public AwsSessions(Workspaces workspaces, Receipts receipts) {
    this(workspaces, receipts, Clock.systemUTC());
  }

  AwsSessions(Workspaces workspaces, Receipts receipts, Clock clock) {
    this.workspaces = workspaces;
    this.tokens = new WorkerTokens(clock);
    this.receipts = receipts;
    this.sessions = new PerPurpose<>(this::exchange, clock);
  }

  /**
   * The IAM role behind a role.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code HELD} when there is none
   */
  public AwsIdentity identity(Access access) {
    Role role = workspaces.role(access);
    AwsIdentity identity = role.reaches().aws();
    if (identity == null) {
      throw Failures.of(
          FailureType.HELD,
          "Role '%s' of workspace '%s' reaches nothing at AWS. Set reaches.aws.role-arn of the role in the worker's configuration."
              .formatted(role.name(), workspaces.of(access).name()));
    }
    return identity;
  }

  /**
   * Credentials that are fetched when the SDK asks for them, as often as they expire.
   *
   * <p>What fails is an {@code ApplicationFailure}: {@code ACCESS_DENIED} when the IAM role does
   * not trust this worker, {@code UNAVAILABLE} when STS does not answer.
   */
  public AwsCredentialsProvider credentials(Access access, SessionPolicy policy, SessionName name) {
    AwsIdentity identity = identity(access);
    // The default workspace and its name are one.
    Access own = new Access(workspaces.of(access).name(), workspaces.role(access).name());
    Purpose purpose = new Purpose(own, identity, policy, name);
    return () -> sessions.get(purpose).reveal();
  }

  /** A client with such credentials, which takes nothing else from this machine. Close it. */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, Access access, SessionPolicy policy, SessionName name) {
    return AwsClients.prepared(
            builder, identity(access), workspaces.of(access).limits().httpTimeout())
        .credentialsProvider(credentials(access, policy, name))
        .build();
  }

  private AwsSession exchange(Purpose purpose) {
    Workspace workspace = workspaces.of(purpose.access());
    Role role = workspaces.role(purpose.access());
    AwsIdentity identity = purpose.identity();
    SecretToken worker = tokens.fetch(workspace, identity.audience());
    AwsSession session =
        new AwsExchange(workspace, role, identity)
            .exchange(worker, purpose.policy(), purpose.name());
    receipts.add(
        Receipt.ofCloud(
            workspace,
            role,
            Introduction.of(worker),
            AWS,
            session.principal(),
            purpose.policy().scopes(),
            session.expiry(),
            session.reveal().accessKeyId()));
    return session;
  }

  private record Purpose(
      Access access, AwsIdentity identity, SessionPolicy policy, SessionName name) {}
}
