package dev.mlharness.activities.credentials.cloud;

import dev.mlharness.activities.TestIdentity;
import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.activities.workspace.AwsIdentity;
import dev.mlharness.activities.workspace.AzureIdentity;
import dev.mlharness.activities.workspace.CloudIdentities;
import dev.mlharness.activities.workspace.GoogleIdentity;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.RunPermissions;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A workspace whose role is somebody at every cloud, all of them at one address. */
public final class CloudWorkspace {
  public static final String PROVIDER =
      "projects/123/locations/global/workloadIdentityPools/harness/providers/idp";
  public static final String ACCOUNT = "trainer@acme.iam.gserviceaccount.com";
  public static final String TENANT = "0a1b2c3d-0000-4000-8000-00000000000a";
  public static final String CLIENT = "0a1b2c3d-0000-4000-8000-00000000000b";
  public static final String ROLE_ARN = "arn:aws:iam::123456789012:role/trainer";

  private CloudWorkspace() {}

  /**
   * @param address of the clouds
   * @param folder gets a token of the worker
   */
  public static Workspaces at(String address, Path folder) {
    URI clouds = URI.create(address);
    Workspace plain = TestWorkspace.at(address, folder).named("prod");
    var reaches =
        new CloudIdentities(
            new AwsIdentity(ROLE_ARN, "eu-central-1", null, clouds),
            new GoogleIdentity(PROVIDER, ACCOUNT, TestIdentity.AUDIENCE),
            new AzureIdentity(TENANT, CLIENT, TestIdentity.AUDIENCE, clouds));
    var role =
        new Role(
            "trainer",
            TestWorkspace.PRINCIPAL,
            null,
            null,
            null,
            reaches,
            Set.of(),
            RunPermissions.NONE);
    return new Workspaces(
        List.of(
            new Workspace("prod", plain.host(), plain.registry(), plain.identity(), List.of(role))),
        "prod");
  }
}
