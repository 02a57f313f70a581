package dev.mlharness.activities.credentials;

import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.TokenExchange.Receipted;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives out short tokens of roles. Each is fetched at the moment of the first call that needs it,
 * kept in memory, renewed before it expires, and dropped when a server refuses it.
 */
public final class CredentialBroker {
  private final Workspaces workspaces;
  private final Receipts receipts;
  private final Clock clock;
  private final Map<String, TokenExchange> exchanges = new ConcurrentHashMap<>();
  private final Map<Access, CachedToken<SecretToken>> tokens = new ConcurrentHashMap<>();

  /** A broker whose receipts are lines of the log. */
  public CredentialBroker(Workspaces workspaces) {
    this(workspaces, Receipts.logged());
  }

  public CredentialBroker(Workspaces workspaces, Receipts receipts) {
    this(workspaces, receipts, Clock.systemUTC());
  }

  CredentialBroker(Workspaces workspaces, Receipts receipts, Clock clock) {
    this.workspaces = workspaces;
    this.receipts = receipts;
    this.clock = clock;
  }

  /**
   * A token that is valid now. Callers at the same time share one exchange.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code ACCESS_DENIED} when the role's service
   *     principal does not trust this worker, {@code IDENTITY_REVOKED} when the principal was
   *     deactivated or deleted, {@code UNAVAILABLE} when the identity provider or the workspace
   *     does not answer, {@code RECIPE_INVALID} for an unknown workspace or role
   */
  public SecretToken token(Access access) {
    return cached(access).get();
  }

  /**
   * Forgets a token that a server refused. A newer one that another call has fetched since stays.
   *
   * @param refused the token as it was sent
   */
  public void invalidate(Access access, String refused) {
    cached(access).dropIf(token -> token.is(refused));
  }

  /** Forgets whatever token there is. */
  public void invalidate(Access access) {
    cached(access).dropIf(token -> true);
  }

  private CachedToken<SecretToken> cached(Access access) {
    Role role = workspaces.role(access);
    // The default workspace and its name are one.
    Access key = new Access(workspaces.of(access).name(), role.name());
    return tokens.computeIfAbsent(
        key, k -> new CachedToken<>(() -> received(exchange(k).exchange(role)), clock));
  }

  private SecretToken received(Receipted fresh) {
    receipts.add(fresh.receipt());
    return fresh.token();
  }

  private TokenExchange exchange(Access access) {
    return exchanges.computeIfAbsent(access.workspace(), name -> exchange(workspaces.named(name)));
  }

  private TokenExchange exchange(Workspace workspace) {
    Duration timeout = workspace.limits().httpTimeout();
    return new TokenExchange(
        workspace,
        SubjectTokenSource.of(workspace.identity(), timeout, clock),
        new TokenEndpoint(timeout),
        clock);
  }
}
