package dev.mlharness.activities.credentials.cloud;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.Introduction;
import dev.mlharness.activities.credentials.Receipt;
import dev.mlharness.activities.credentials.Receipts;
import dev.mlharness.activities.credentials.SecretToken;
import dev.mlharness.activities.credentials.TokenEndpoint;
import dev.mlharness.activities.credentials.WorkerTokens;
import dev.mlharness.activities.credentials.cloud.CloudLocation.Gcs;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.AzureIdentity;
import dev.mlharness.activities.workspace.GoogleIdentity;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of Google Cloud and Azure: one for each purpose and each pipeline and stage, fetched when
 * the first call needs it, kept in memory only, renewed before it expires. Each leaves a receipt
 * before anybody may use it.
 */
public final class CloudTokens {
  private final Workspaces workspaces;
  private final WorkerTokens tokens;
  private final Receipts receipts;
  private final GoogleEndpoints google;
  private final Clock clock;
  private final PerPurpose<OfGoogle, SecretToken> ofGoogle;
  private final PerPurpose<OfAzure, SecretToken> ofAzure;

  public CloudTokens(Workspaces workspaces, Receipts receipts) {
    this(workspaces, receipts, GoogleEndpoints.GOOGLE, Clock.systemUTC());
  }

  /**
   * @param google where Google Cloud is asked
   */
  public CloudTokens(
      Workspaces workspaces, Receipts receipts, GoogleEndpoints google, Clock clock) {
    this.workspaces = workspaces;
    this.tokens = new WorkerTokens(clock);
    this.receipts = receipts;
    this.google = google;
    this.clock = clock;
    this.ofGoogle = new PerPurpose<>(this::exchange, clock);
    this.ofAzure = new PerPurpose<>(this::exchange, clock);
  }

  /**
   * A token for listing what lies there, as the role's service account.
   *
   * @param locations empty: a token for nothing in particular, to see that there is one
   * @throws io.temporal.failure.ApplicationFailure {@code HELD} when the role has none, {@code
   *     ACCESS_DENIED} when Google does not trust this worker, {@code UNAVAILABLE} when it does not
   *     answer
   */
  public SecretToken google(Access access, Collection<Gcs> locations, SessionName name) {
    Role role = workspaces.role(access);
    GoogleIdentity identity = role.reaches().google();
    if (identity == null) {
      throw nothing(access, "Google Cloud", "google.provider");
    }
    AccessBoundary boundary = locations.isEmpty() ? null : AccessBoundary.listing(locations);
    return ofGoogle.get(new OfGoogle(own(access), identity, boundary, name));
  }

  /**
   * A token for storage, as the role's application. Role assignments say which.
   *
   * @throws io.temporal.failure.ApplicationFailure as {@link #google}
   */
  public SecretToken azure(Access access, SessionName name) {
    Role role = workspaces.role(access);
    AzureIdentity identity = role.reaches().azure();
    if (identity == null) {
      throw nothing(access, "Azure", "azure.tenant");
    }
    return ofAzure.get(new OfAzure(own(access), identity, name));
  }

  private SecretToken exchange(OfGoogle purpose) {
    Workspace workspace = workspaces.of(purpose.access());
    GoogleIdentity identity = purpose.identity();
    SecretToken worker = tokens.fetch(workspace, identity.audience());
    SecretToken token =
        new GoogleExchange(identity, google, http(workspace)).exchange(worker, purpose.boundary());
    List<String> scopes = purpose.boundary() == null ? List.of() : purpose.boundary().scopes();
    receive(purpose.access(), worker, "google", identity.serviceAccount(), scopes, token);
    return token;
  }

  private SecretToken exchange(OfAzure purpose) {
    Workspace workspace = workspaces.of(purpose.access());
    AzureIdentity identity = purpose.identity();
    SecretToken worker = tokens.fetch(workspace, identity.audience());
    SecretToken token = new AzureExchange(identity, http(workspace), clock).exchange(worker);
    List<String> scopes = List.of(AzureExchange.STORAGE);
    receive(purpose.access(), worker, "azure", identity.clientId(), scopes, token);
    return token;
  }

  private void receive(
      Access access,
      SecretToken worker,
      String cloud,
      String principal,
      List<String> scopes,
      SecretToken token) {
    receipts.add(
        Receipt.ofCloud(
            workspaces.of(access),
            workspaces.role(access),
            Introduction.of(worker),
            cloud,
            principal,
            scopes,
            token.expiry(),
            null));
  }

  private static TokenEndpoint http(Workspace workspace) {
    return new TokenEndpoint(workspace.limits().httpTimeout());
  }

  /** The default workspace and its name are one. */
  private Access own(Access access) {
    return new Access(workspaces.of(access).name(), workspaces.role(access).name());
  }

  private RuntimeException nothing(Access access, String cloud, String property) {
    return Failures.of(
        FailureType.HELD,
        "Role '%s' of workspace '%s' reaches nothing at %s. Set reaches.%s of the role in the worker's configuration."
            .formatted(access.role(), workspaces.of(access).name(), cloud, property));
  }

  private record OfGoogle(
      Access access,
      GoogleIdentity identity,
      @Nullable AccessBoundary boundary,
      SessionName name) {}

  private record OfAzure(Access access, AzureIdentity identity, SessionName name) {}
}
