package dev.mlharness.activities.rotation;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.ClientLogin;
import dev.mlharness.activities.credentials.cloud.AwsSessions;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.secret.RotationPlan;
import dev.mlharness.secret.SecretActivities;
import dev.mlharness.secret.SecretChange;
import dev.mlharness.secret.SecretSummary;
import dev.mlharness.secret.SecretsQuestion;
import io.temporal.activity.Activity;
import java.util.List;

/** The steps of a rotation, on the secrets that this worker is configured for. */
public final class SecretRotation implements SecretActivities {
  private final ManagedSecrets secrets;
  private final Workspaces workspaces;
  private final WorkspaceClients clients;
  private final SecretStores stores;
  private final ClientLogin login = new ClientLogin();

  public SecretRotation(
      ManagedSecrets secrets, Workspaces workspaces, WorkspaceClients clients, AwsSessions aws) {
    this.secrets = secrets;
    this.workspaces = workspaces;
    this.clients = clients;
    this.stores = new SecretStores(clients, aws);
  }

  @Override
  public List<SecretSummary> list(SecretsQuestion question) {
    List<ManagedSecret> asked =
        question.secret() == null ? secrets.all() : List.of(secrets.named(question.secret()));
    return asked.stream().map(this::summary).toList();
  }

  private SecretSummary summary(ManagedSecret secret) {
    return new SecretSurvey(secret, principal(secret), stores.of(secret)).summary();
  }

  @Override
  public RotationPlan plan(String name) {
    ManagedSecret secret = secrets.named(name);
    SecretStore store = stores.of(secret);
    return new SecretSurvey(secret, principal(secret), store).plan(value -> opens(secret, value));
  }

  @Override
  public String issue(SecretChange change) {
    int attempt = Activity.getExecutionContext().getInfo().getAttempt();
    return issuing(change).issue(change.before(), attempt);
  }

  @Override
  public void prove(SecretChange change) {
    ManagedSecret secret = named(change);
    SecretStore store = stores.of(secret);
    StoredSecret held =
        store
            .pending()
            .filter(pending -> pending.is(change.known()))
            .or(store::current)
            .filter(found -> found.is(change.known()))
            .orElseThrow(() -> notHeld(change, secret));
    if (!opens(secret, held)) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "Secret %s does not open workspace '%s' for service principal %s. A new one may need a moment; it is tried again."
              .formatted(change.known(), secret.access().workspace(), secret.principal()));
    }
  }

  @Override
  public void promote(SecretChange change) {
    stores.of(named(change)).promote(change.known());
  }

  @Override
  public void restore(SecretChange change) {
    stores.of(named(change)).restore(change.known());
  }

  @Override
  public void discard(SecretChange change) {
    issuing(change).discard(change.before(), change.fresh());
  }

  @Override
  public void revoke(SecretChange change) {
    ManagedSecret secret = named(change);
    SecretStore store = stores.of(secret);
    if (store.current().filter(found -> found.is(change.known())).isEmpty()) {
      throw notHeld(change, secret);
    }
    change.former().forEach(principal(secret)::delete);
    store.settle();
  }

  private Issuing issuing(SecretChange change) {
    ManagedSecret secret = named(change);
    return new Issuing(secret, principal(secret), stores.of(secret));
  }

  /** The configuration may have changed since the rotation began. */
  private ManagedSecret named(SecretChange change) {
    ManagedSecret secret = secrets.named(change.secret());
    if (!secret.principal().equals(change.principal())) {
      throw Failures.of(
          FailureType.CONFLICT,
          "Secret '%s' is now configured for service principal %s; its rotation began with %s. Configure the latter until the rotation has ended."
              .formatted(secret.name(), secret.principal(), change.principal()));
    }
    return secret;
  }

  private PrincipalSecrets principal(ManagedSecret secret) {
    return new PrincipalSecrets(clients, secret);
  }

  private boolean opens(ManagedSecret secret, StoredSecret stored) {
    return login.opens(workspaces.of(secret.access()), secret.principal(), stored.reveal());
  }

  private static RuntimeException notHeld(SecretChange change, ManagedSecret secret) {
    return Failures.of(
        FailureType.CONFLICT,
        "%s does not hold secret %s of service principal %s any more. See who else writes to it, then rotate again."
            .formatted(secret.store().words(), change.known(), secret.principal()));
  }
}
