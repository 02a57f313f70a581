package dev.mlharness.activities.rotation;

import dev.mlharness.activities.credentials.cloud.AwsSessions;
import dev.mlharness.activities.credentials.cloud.SessionName;
import dev.mlharness.activities.credentials.cloud.SessionPolicy;
import dev.mlharness.activities.credentials.cloud.SessionPolicy.Allow;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.rotation.StorePlace.InAws;
import dev.mlharness.activities.rotation.StorePlace.InFile;
import dev.mlharness.activities.rotation.StorePlace.InScope;
import dev.mlharness.activities.rotation.StorePlace.InVault;
import dev.mlharness.activities.workspace.AwsIdentity;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Opens the stores that secrets are kept in. */
final class SecretStores {
  private static final List<String> ACTIONS =
      List.of(
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage");

  /** For a secret that is encrypted with a key of one's own; never more than the role may. */
  private static final Allow KEYS =
      new Allow(List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of("*"));

  private final WorkspaceClients clients;
  private final AwsSessions aws;

  SecretStores(WorkspaceClients clients, AwsSessions aws) {
    this.clients = clients;
    this.aws = aws;
  }

  /** A view of the store as it is during one activity. */
  SecretStore of(ManagedSecret secret) {
    StorePlace place = secret.store();
    if (place instanceof InFile file) {
      return new SlottedStore(new FileSlots(file.path()));
    }
    if (place instanceof InScope scope) {
      return new SlottedStore(new ScopeSlots(clients, secret.access(), scope));
    }
    if (place instanceof InVault vault) {
      return new SlottedStore(new VaultSlots(new VaultClient(vault), vault, secret.principal()));
    }
    return aws(secret, (InAws) place);
  }

  private SecretStore aws(ManagedSecret secret, InAws place) {
    AwsIdentity identity = aws.identity(secret.access());
    SessionPolicy policy =
        SessionPolicy.of(List.of(new Allow(ACTIONS, List.of(arn(identity, place))), KEYS));
    return new AwsSecretStore(
        new AwsVersions(
            () ->
                aws.client(
                    SecretsManagerClient.builder(), secret.access(), policy, SessionName.current()),
            place.secret()),
        secret.principal());
  }

  /** AWS appends six characters of its own to the name. */
  private static String arn(AwsIdentity identity, InAws place) {
    return place.secret().startsWith("arn:")
        ? place.secret()
        : "arn:%s:secretsmanager:%s:%s:secret:%s-??????"
            .formatted(identity.partition(), identity.region(), identity.account(), place.secret());
  }
}
