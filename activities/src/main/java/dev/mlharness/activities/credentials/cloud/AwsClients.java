package dev.mlharness.activities.credentials.cloud;

import dev.mlharness.activities.workspace.AwsIdentity;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/** Clients of AWS that take nothing from this machine, and leave retries to Temporal. */
final class AwsClients {
  /** Whoever works at this machine may have profiles; they are none of the worker's business. */
  private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

  private AwsClients() {}

  static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B prepared(
      B builder, AwsIdentity identity, Duration timeout) {
    URI standIn = identity.endpoint();
    if (standIn != null) {
      builder.endpointOverride(standIn);
    }
    return builder
        .region(Region.of(identity.region()))
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(timeout).socketTimeout(timeout))
        .overrideConfiguration(
            options ->
                options
                    .defaultProfileFile(NO_PROFILES)
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallTimeout(timeout));
  }
}
