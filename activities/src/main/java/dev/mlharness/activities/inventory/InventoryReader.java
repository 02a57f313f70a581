package dev.mlharness.activities.inventory;

import com.databricks.sdk.AccountClient;
import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.catalog.CatalogInfo;
import com.databricks.sdk.service.catalog.ListCatalogsRequest;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.oauth2.FederationPolicy;
import com.databricks.sdk.service.oauth2.ListAccountFederationPoliciesRequest;
import com.databricks.sdk.service.oauth2.SecretInfo;
import com.databricks.sdk.service.settings.ListTokenManagementRequest;
import com.databricks.sdk.service.settings.TokenInfo;
import dev.mlharness.identity.audit.IdentityInventory.Grant;
import dev.mlharness.identity.audit.IdentityInventory.Job;
import dev.mlharness.identity.audit.IdentityInventory.Policy;
import dev.mlharness.identity.audit.IdentityInventory.Principal;
import dev.mlharness.identity.audit.IdentityInventory.Secret;
import dev.mlharness.identity.audit.IdentityInventory.Token;
import java.util.ArrayList;
import java.util.List;

/** Reads one kind of thing after the other, page by page. */
final class InventoryReader {
  private final Runnable alive;

  /**
   * @param alive called at each thing that was read, so that Temporal knows of the progress
   */
  InventoryReader(Runnable alive) {
    this.alive = alive;
  }

  List<Principal> servicePrincipals(WorkspaceClient client) {
    List<Principal> found = new ArrayList<>();
    for (var each : client.servicePrincipals().list(Requests.servicePrincipals())) {
      alive.run();
      found.add(Views.principal(each));
    }
    return found;
  }

  List<Principal> users(WorkspaceClient client) {
    List<Principal> found = new ArrayList<>();
    for (var each : client.users().list(Requests.users())) {
      alive.run();
      found.add(Views.principal(each));
    }
    return found;
  }

  List<Secret> secrets(WorkspaceClient client, List<Principal> servicePrincipals) {
    List<Secret> found = new ArrayList<>();
    for (Principal principal : servicePrincipals) {
      alive.run();
      for (SecretInfo each :
          client.servicePrincipalSecretsProxy().list(Requests.secrets(principal.id()))) {
        found.add(Views.secret(principal.id(), each));
      }
    }
    return found;
  }

  List<Token> tokens(WorkspaceClient client) {
    List<Token> found = new ArrayList<>();
    for (TokenInfo each : client.tokenManagement().list(new ListTokenManagementRequest())) {
      alive.run();
      found.add(Views.token(each));
    }
    return found;
  }

  List<Policy> policies(AccountClient client, List<Principal> servicePrincipals) {
    List<Policy> found = new ArrayList<>();
    for (FederationPolicy each :
        client.federationPolicy().list(new ListAccountFederationPoliciesRequest())) {
      alive.run();
      found.add(Views.policy(null, each));
    }
    for (Principal principal : servicePrincipals) {
      alive.run();
      for (FederationPolicy each :
          client.servicePrincipalFederationPolicy().list(Long.parseLong(principal.id()))) {
        found.add(Views.policy(principal.id(), each));
      }
    }
    return found;
  }

  /** Two more calls for each job: a list tells neither its owner nor whom it runs as. */
  List<Job> jobs(WorkspaceClient client) {
    List<Job> found = new ArrayList<>();
    for (BaseJob each : client.jobs().list(new ListJobsRequest())) {
      alive.run();
      found.add(
          Views.job(
              client.jobs().get(each.getJobId()),
              client.permissions().get("jobs", String.valueOf(each.getJobId()))));
    }
    return found;
  }

  List<Grant> grants(WorkspaceClient client) {
    List<Grant> found = new ArrayList<>();
    for (CatalogInfo catalog : client.catalogs().list(new ListCatalogsRequest())) {
      alive.run();
      String page = null;
      do {
        var answer = client.grants().getEffective(Requests.grants(catalog.getName(), page));
        found.addAll(Views.grants(catalog.getName(), answer));
        page = answer.getNextPageToken();
      } while (page != null && !page.isEmpty());
    }
    return found;
  }
}
