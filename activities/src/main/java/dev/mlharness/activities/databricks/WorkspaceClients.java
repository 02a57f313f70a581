package dev.mlharness.activities.databricks;

import com.databricks.sdk.AccountClient;
import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.commons.CommonsHttpClient;
import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.workspace.Account;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Clients of Databricks workspaces, one for each workspace and role. They take their tokens from
 * the broker and everything else from the configuration of this worker: neither {@code
 * DATABRICKS_*} variables nor configuration files reach them. They do not retry, except once after
 * a 401, with a new token: Temporal retries.
 */
public final class WorkspaceClients {
  private final Workspaces workspaces;
  private final CredentialBroker broker;
  private final Map<Access, WorkspaceClient> clients = new ConcurrentHashMap<>();
  private final Map<Access, AccountClient> accounts = new ConcurrentHashMap<>();

  public WorkspaceClients(Workspaces workspaces, CredentialBroker broker) {
    this.workspaces = workspaces;
    this.broker = broker;
  }

  /** The client to call as this role. Its errors are the SDK's: see {@link #call}. */
  public WorkspaceClient client(Access access) {
    return clients.computeIfAbsent(access, this::connect);
  }

  /**
   * Calls the workspace, and turns errors into failures.
   *
   * @param what the call in a message, as a gerund with its object: {@code "Reading run 42"}
   * @throws io.temporal.failure.ApplicationFailure of the type that the error calls for
   */
  public <T> T call(Access access, String what, Call<T> call) {
    return typed(access, what, () -> call.on(client(access)));
  }

  /**
   * Calls the account that the workspace belongs to. Where the workspace exchanges the tokens, an
   * account may refuse them.
   *
   * @param what the call in a message, as a gerund with its object
   * @throws io.temporal.failure.ApplicationFailure of the type that the error calls for
   */
  public <T> T callAccount(Access access, Account account, String what, AccountCall<T> call) {
    return typed(
        access,
        what,
        () -> call.on(accounts.computeIfAbsent(access, role -> connect(role, account))));
  }

  private <T> T typed(Access access, String what, Calling<T> calling) {
    try {
      return calling.call();
    } catch (RuntimeException | IOException e) {
      // The SDK throws whatever it meets on its way; all of it becomes a failure with a type.
      throw new CallFailures(workspaces.of(access), workspaces.role(access)).of(what, e);
    }
  }

  private WorkspaceClient connect(Access access) {
    return new WorkspaceClient(config(access, workspaces.of(access).host()));
  }

  private AccountClient connect(Access access, Account account) {
    return new AccountClient(config(access, account.host()).setAccountId(account.id()));
  }

  private BrokeredConfig config(Access access, URI host) {
    Workspace workspace = workspaces.of(access);
    var http =
        new CommonsHttpClient.Builder()
            .withTimeoutSeconds((int) workspace.limits().httpTimeout().toSeconds())
            .withRequestRetryHandler((error, attempt, context) -> false)
            .build();
    return new BrokeredConfig(
        workspace, host, access, broker, new BrokeredHttp(http, host, access, broker));
  }

  @FunctionalInterface
  private interface Calling<T> {
    T call() throws IOException;
  }

  /** One or more requests to an account. */
  @FunctionalInterface
  public interface AccountCall<T> {
    T on(AccountClient client) throws IOException;
  }

  /** One or more requests to a workspace. */
  @FunctionalInterface
  public interface Call<T> {
    T on(WorkspaceClient client) throws IOException;
  }
}
