package dev.mlharness.activities.inventory;

import com.databricks.sdk.service.catalog.GetEffectiveRequest;
import com.databricks.sdk.service.iam.ListServicePrincipalsRequest;
import com.databricks.sdk.service.iam.ListUsersRequest;
import com.databricks.sdk.service.oauth2.ListServicePrincipalSecretsRequest;
import org.jspecify.annotations.Nullable;

/** What is asked for, and no more. */
final class Requests {
  private static final String ATTRIBUTES = "id,displayName,active,groups,";

  private Requests() {}

  static ListServicePrincipalsRequest servicePrincipals() {
    return new ListServicePrincipalsRequest().setAttributes(ATTRIBUTES + "applicationId");
  }

  static ListUsersRequest users() {
    return new ListUsersRequest().setAttributes(ATTRIBUTES + "userName");
  }

  static ListServicePrincipalSecretsRequest secrets(String principalId) {
    return new ListServicePrincipalSecretsRequest().setServicePrincipalId(principalId);
  }

  static GetEffectiveRequest grants(String catalog, @Nullable String page) {
    return new GetEffectiveRequest()
        .setSecurableType("catalog")
        .setFullName(catalog)
        .setPageToken(page);
  }
}
