package dev.mlharness.activities.workspace;

import java.util.regex.Pattern;

/**
 * As whom the compute of a role's runs meets the cloud around Databricks. Clusters take it;
 * serverless compute has none, and reaches storage by Unity Catalog alone.
 */
public sealed interface CloudPrincipal {

  /** For messages: what it is, and which. */
  String words();

  /** An instance profile of AWS, registered with the workspace. */
  record AwsInstanceProfile(String arn) implements CloudPrincipal {
    private static final Pattern ARN =
        Pattern.compile("arn:aws[\\w-]*:iam::\\d{12}:instance-profile/.+");

    public AwsInstanceProfile {
      if (!ARN.matcher(arn).matches()) {
        throw new IllegalArgumentException(
            "'%s' is no instance profile, as in arn:aws:iam::123456789012:instance-profile/trainer"
                .formatted(arn));
      }
    }

    @Override
    public String words() {
      return "instance profile " + arn;
    }
  }

  /** A service account of Google Cloud, by its e-mail address. */
  record GoogleServiceAccount(String email) implements CloudPrincipal {
    public GoogleServiceAccount {
      if (!email.endsWith(".gserviceaccount.com")) {
        throw new IllegalArgumentException(
            "'%s' is no service account, as in trainer@project.iam.gserviceaccount.com"
                .formatted(email));
      }
    }

    @Override
    public String words() {
      return "service account " + email;
    }
  }

  /**
   * A user-assigned managed identity of Azure, by its resource id. No compute of Azure Databricks
   * takes one: it is named so that a plan shows behind which Unity Catalog credential it stands.
   */
  record AzureManagedIdentity(String resourceId) implements CloudPrincipal {
    public AzureManagedIdentity {
      if (!resourceId.contains("/Microsoft.ManagedIdentity/userAssignedIdentities/")) {
        throw new IllegalArgumentException(
            "'%s' is no managed identity, as in /subscriptions/…/resourceGroups/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/trainer"
                .formatted(resourceId));
      }
    }

    @Override
    public String words() {
      return "managed identity " + resourceId;
    }
  }
}
