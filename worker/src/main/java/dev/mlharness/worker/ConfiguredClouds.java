package dev.mlharness.worker;

import static dev.mlharness.worker.ConfiguredWorkspaces.checked;
import static dev.mlharness.worker.ConfiguredWorkspaces.need;

import dev.mlharness.activities.workspace.AwsIdentity;
import dev.mlharness.activities.workspace.AzureIdentity;
import dev.mlharness.activities.workspace.CloudIdentities;
import dev.mlharness.activities.workspace.GoogleIdentity;
import dev.mlharness.worker.HarnessProperties.AwsProperties;
import dev.mlharness.worker.HarnessProperties.AzureProperties;
import dev.mlharness.worker.HarnessProperties.GoogleProperties;
import dev.mlharness.worker.HarnessProperties.ReachesProperties;
import java.util.Objects;

/** As whom the worker itself reaches the clouds for one role. */
final class ConfiguredClouds {
  private ConfiguredClouds() {}

  static CloudIdentities of(String key, ReachesProperties given) {
    AwsProperties aws = given.aws();
    GoogleProperties google = given.google();
    AzureProperties azure = given.azure();
    return new CloudIdentities(
        aws == null ? null : checked(key + ".aws", () -> aws(key + ".aws", aws)),
        google == null ? null : checked(key + ".google", () -> google(key + ".google", google)),
        azure == null ? null : checked(key + ".azure", () -> azure(key + ".azure", azure)));
  }

  private static AwsIdentity aws(String key, AwsProperties given) {
    return new AwsIdentity(
        need(given.roleArn(), key + ".role-arn", "the IAM role to assume"),
        need(given.region(), key + ".region", "the region whose STS is asked, as in eu-central-1"),
        given.audience(),
        given.endpoint());
  }

  private static GoogleIdentity google(String key, GoogleProperties given) {
    String provider =
        need(given.provider(), key + ".provider", "the provider of the workload identity pool");
    return new GoogleIdentity(
        provider,
        need(given.serviceAccount(), key + ".service-account", "the account to impersonate"),
        Objects.requireNonNullElse(given.audience(), "https://iam.googleapis.com/" + provider));
  }

  private static AzureIdentity azure(String key, AzureProperties given) {
    return new AzureIdentity(
        need(given.tenant(), key + ".tenant", "the directory (tenant) id"),
        need(given.clientId(), key + ".client-id", "the application (client) id"),
        given.audience(),
        given.authority());
  }
}
