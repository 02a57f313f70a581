package dev.mlharness.activities.databricks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.service.compute.AwsAttributes;
import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.compute.GcpAttributes;
import dev.mlharness.activities.workspace.CloudPrincipal;
import dev.mlharness.activities.workspace.CloudPrincipal.AwsInstanceProfile;
import dev.mlharness.activities.workspace.CloudPrincipal.AzureManagedIdentity;
import dev.mlharness.activities.workspace.CloudPrincipal.GoogleServiceAccount;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.RunPermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClusterIdentityTest {
  private static final String PROFILE = "arn:aws:iam::123456789012:instance-profile/trainer";
  private static final String ACCOUNT = "trainer@project.iam.gserviceaccount.com";

  @Test
  void aClusterTakesTheInstanceProfileOfTheRoleAndKeepsWhatElseTheRecipeSays() {
    ClusterSpec cluster =
        cluster(
            new AwsInstanceProfile(PROFILE),
            new ClusterSpec().setAwsAttributes(new AwsAttributes().setZoneId("eu-central-1a")));

    assertThat(cluster.getAwsAttributes())
        .isEqualTo(new AwsAttributes().setZoneId("eu-central-1a").setInstanceProfileArn(PROFILE));
  }

  @Test
  void aClusterTakesTheServiceAccountOfTheRole() {
    ClusterSpec cluster = cluster(new GoogleServiceAccount(ACCOUNT), new ClusterSpec());

    assertThat(cluster.getGcpAttributes())
        .isEqualTo(new GcpAttributes().setGoogleServiceAccount(ACCOUNT));
  }

  @Test
  void aRecipeThatNamesAnotherPrincipalThanItsRoleIsRefused() {
    var wish = new ClusterSpec().setAwsAttributes(new AwsAttributes());
    wish.getAwsAttributes().setInstanceProfileArn(PROFILE + "-of-somebody-else");

    assertThatThrownBy(() -> cluster(new AwsInstanceProfile(PROFILE), wish))
        .hasMessageContaining("instance_profile_arn")
        .hasMessageContaining("role 'trainer' is bound to " + PROFILE);
  }

  @Test
  void aRoleOfNoCloudPrincipalOrOneThatNoClusterTakesLeavesTheClusterAlone() {
    var azure =
        new AzureManagedIdentity(
            "/subscriptions/1/resourceGroups/ml/providers/Microsoft.ManagedIdentity/userAssignedIdentities/trainer");

    assertThat(cluster(null, new ClusterSpec())).isEqualTo(new ClusterSpec());
    assertThat(cluster(azure, new ClusterSpec())).isEqualTo(new ClusterSpec());
  }

  @Test
  void aPrincipalThatCannotBeOneIsRefusedWhereItIsConfigured() {
    assertThatThrownBy(() -> new AwsInstanceProfile("arn:aws:iam::1:role/trainer"))
        .hasMessageContaining("no instance profile, as in arn:aws:iam::123456789012");
    assertThatThrownBy(() -> new GoogleServiceAccount("trainer@example.com"))
        .hasMessageContaining("no service account");
    assertThatThrownBy(() -> new AzureManagedIdentity("trainer"))
        .hasMessageContaining("no managed identity");
  }

  private static ClusterSpec cluster(@Nullable CloudPrincipal principal, ClusterSpec cluster) {
    var role = new Role("trainer", "sp-1", null, null, principal, Set.of(), RunPermissions.NONE);
    new ClusterIdentity(role).applyTo(cluster);
    return cluster;
  }
}
