package dev.mlharness.activities.rotation;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.iam.ListServicePrincipalsRequest;
import com.databricks.sdk.service.iam.ServicePrincipal;
import com.databricks.sdk.service.oauth2.CreateServicePrincipalSecretRequest;
import com.databricks.sdk.service.oauth2.CreateServicePrincipalSecretResponse;
import com.databricks.sdk.service.oauth2.SecretInfo;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Existence;
import dev.mlharness.activities.failure.Failures;
import java.util.ArrayList;
import java.util.List;

/** The secrets of a service principal at Databricks. */
final class PrincipalSecrets {
  /** How many Databricks allows a service principal. */
  static final int MOST = 5;

  private final WorkspaceClients clients;
  private final ManagedSecret secret;

  PrincipalSecrets(WorkspaceClients clients, ManagedSecret secret) {
    this.clients = clients;
    this.secret = secret;
  }

  /** In the order in which they were made. Values are not to be had. */
  List<SecretInfo> list() {
    return call(
        "Listing secrets of",
        client -> {
          List<SecretInfo> found = new ArrayList<>();
          client.servicePrincipalSecretsProxy().list(number(client)).forEach(found::add);
          return found;
        });
  }

  List<String> ids() {
    return list().stream().map(SecretInfo::getId).toList();
  }

  StoredSecret create() {
    CreateServicePrincipalSecretResponse made =
        call(
            "Making a secret of",
            client -> {
              var wanted =
                  new CreateServicePrincipalSecretRequest().setServicePrincipalId(number(client));
              if (secret.lifetime() != null) {
                wanted.setLifetime(secret.lifetime().toSeconds() + "s");
              }
              return client.servicePrincipalSecretsProxy().create(wanted);
            });
    return new StoredSecret(made.getId(), made.getSecret());
  }

  /** One that is gone already is as good. */
  void delete(String id) {
    Existence.find(
        () ->
            call(
                "Deleting secret " + id + " of",
                client -> {
                  client.servicePrincipalSecretsProxy().delete(number(client), id);
                  return id;
                }));
  }

  private String number(WorkspaceClient client) {
    var byApplicationId =
        new ListServicePrincipalsRequest()
            .setFilter("applicationId eq \"" + secret.principal() + "\"");
    for (ServicePrincipal found : client.servicePrincipals().list(byApplicationId)) {
      return found.getId();
    }
    throw Failures.of(
        FailureType.NOT_FOUND,
        "Workspace '%s' has no service principal with the application id %s. Check mlharness.secrets.%s.service-principal."
            .formatted(secret.access().workspace(), secret.principal(), secret.name()));
  }

  private <T> T call(String what, WorkspaceClients.Call<T> call) {
    return clients.call(secret.access(), what + " service principal " + secret.principal(), call);
  }
}
