package dev.mlharness.activities.databricks.run;

import com.databricks.sdk.service.compute.AwsAttributes;
import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.compute.GcpAttributes;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.CloudPrincipal.AwsInstanceProfile;
import dev.mlharness.activities.workspace.CloudPrincipal.GoogleServiceAccount;
import dev.mlharness.activities.workspace.Role;
import org.jspecify.annotations.Nullable;

/** Gives a cluster the cloud principal of its role, and lets a recipe name no other. */
record ClusterIdentity(Role role) {

  void applyTo(ClusterSpec cluster) {
    if (role.cloud() instanceof AwsInstanceProfile profile) {
      AwsAttributes aws = cluster.getAwsAttributes();
      AwsAttributes own = aws == null ? new AwsAttributes() : aws;
      check("aws_attributes.instance_profile_arn", own.getInstanceProfileArn(), profile.arn());
      cluster.setAwsAttributes(own.setInstanceProfileArn(profile.arn()));
    }
    if (role.cloud() instanceof GoogleServiceAccount account) {
      GcpAttributes gcp = cluster.getGcpAttributes();
      GcpAttributes own = gcp == null ? new GcpAttributes() : gcp;
      check(
          "gcp_attributes.google_service_account", own.getGoogleServiceAccount(), account.email());
      cluster.setGcpAttributes(own.setGoogleServiceAccount(account.email()));
    }
  }

  private void check(String key, @Nullable String wish, String bound) {
    if (wish != null && !wish.equals(bound)) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "compute.cluster.%s is %s, but role '%s' is bound to %s. Leave the key out, or use a role that is bound to it."
              .formatted(key, wish, role.name(), bound));
    }
  }
}
