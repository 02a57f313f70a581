package dev.mlharness.activities.source;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.mlharness.activities.TestWorkspace.ACCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.activities.credentials.cloud.AwsSessions;
import dev.mlharness.activities.credentials.cloud.CloudLocation;
import dev.mlharness.activities.credentials.cloud.CloudTokens;
import dev.mlharness.activities.credentials.cloud.CloudWorkspace;
import dev.mlharness.activities.storage.CloudStorage;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.recipe.DataSet;
import dev.mlharness.recipe.Manifest.DataPin;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LocationPinningTest {
  private static final String LOCATION = "s3://lake/train";
  private static final List<CloudLocation> ALL = List.of(CloudLocation.parse(LOCATION));

  @RegisterExtension
  static final WireMockExtension aws =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort())
          .build();

  @TempDir Path folder;

  @BeforeEach
  void trusted() {
    aws.stubFor(
        post("/")
            .willReturn(
                ok(
                    """
                    <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult>
                    <Credentials><AccessKeyId>ASIAKEY</AccessKeyId>
                    <SecretAccessKey>SECRET</SecretAccessKey><SessionToken>SESSION</SessionToken>
                    <Expiration>%s</Expiration></Credentials>
                    <AssumedRoleUser><AssumedRoleId>a</AssumedRoleId><Arn>arn</Arn></AssumedRoleUser>
                    </AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"""
                        .formatted(Instant.now().plus(Duration.ofMinutes(15))))));
    holds("train/", "e1");
  }

  @Test
  void whatLiesThereIsPinnedAndIsThatUntilItChanges() {
    LocationPinning pinning = pinning();
    String digest = pinning.pin(ACCESS, LOCATION, DataSet.LATEST, ALL);
    var pin = new DataPin("train", DataPin.Kind.LOCATION, LOCATION, digest);

    assertThatCode(() -> pinning.check(ACCESS, List.of(pin))).doesNotThrowAnyException();
    holds("train/", "e2");
    assertThatThrownBy(() -> pinning.check(ACCESS, List.of(pin)))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.CONFLICT.name()))
        .hasMessageContainingAll("data set 'train'", digest, "Put them back and retry");
  }

  @Test
  void aDigestThatIsAskedForMustBeMet() {
    LocationPinning pinning = pinning();
    String digest = pinning.pin(ACCESS, LOCATION, DataSet.LATEST, ALL);

    assertThat(pinning.pin(ACCESS, LOCATION, digest, ALL)).isEqualTo(digest);
    assertThatThrownBy(() -> pinning.pin(ACCESS, LOCATION, "0".repeat(64), ALL))
        .hasMessageContaining("are not those that the recipe asks for");
  }

  @Test
  void aLocationMayBeOneFile() {
    aws.stubFor(listing("train/").willReturn(ok("<ListBucketResult></ListBucketResult>")));
    holds("train", "e1");

    assertThat(pinning().pin(ACCESS, LOCATION, DataSet.LATEST, ALL)).hasSize(64);
  }

  @Test
  void aRefusedListingSaysWhatTheRoleMustBeAllowed() {
    aws.stubFor(
        listing("train/")
            .willReturn(
                aResponse()
                    .withStatus(403)
                    .withBody("<Error><Code>AccessDenied</Code><Message>no</Message></Error>")));

    assertThatThrownBy(() -> pinning().pin(ACCESS, LOCATION, DataSet.LATEST, ALL))
        .hasMessageContainingAll(CloudWorkspace.ROLE_ARN, "s3:ListBucket on arn:aws:s3:::lake");
  }

  @Test
  void aRoleThatReachesNoCloudSaysWhatToConfigure() {
    Workspaces workspaces = TestWorkspace.at(aws.baseUrl(), folder);

    assertThatThrownBy(() -> pinning(workspaces).pin(ACCESS, LOCATION, DataSet.LATEST, ALL))
        .hasMessageContaining("Set reaches.aws.role-arn of the role");
  }

  private LocationPinning pinning() {
    return pinning(CloudWorkspace.at(aws.baseUrl(), folder));
  }

  private static LocationPinning pinning(Workspaces workspaces) {
    return new LocationPinning(
        new CloudStorage(
            workspaces,
            new AwsSessions(workspaces, receipt -> {}),
            new CloudTokens(workspaces, receipt -> {})));
  }

  private static void holds(String prefix, String tag) {
    String key = prefix.endsWith("/") ? prefix + "1" : prefix;
    aws.stubFor(
        listing(prefix)
            .willReturn(
                ok(
                    """
                    <ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>%s</Key>
                    <ETag>"%s"</ETag><Size>10</Size></Contents></ListBucketResult>"""
                        .formatted(key, tag))));
  }

  private static MappingBuilder listing(String prefix) {
    return get(urlPathEqualTo("/lake")).withQueryParam("prefix", equalTo(prefix));
  }
}
