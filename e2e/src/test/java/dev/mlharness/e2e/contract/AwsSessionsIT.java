package dev.mlharness.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.Receipt;
import dev.mlharness.activities.credentials.cloud.AwsSessions;
import dev.mlharness.activities.credentials.cloud.CloudLocation.S3;
import dev.mlharness.activities.credentials.cloud.SessionName;
import dev.mlharness.activities.credentials.cloud.SessionPolicy;
import dev.mlharness.activities.workspace.AwsIdentity;
import dev.mlharness.activities.workspace.CloudIdentities;
import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.Limits;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.RunPermissions;
import dev.mlharness.activities.workspace.SubjectTokens;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Sessions of AWS, asked of a local STS and used at a local S3. */
class AwsSessionsIT {
  private static final Access ACCESS = new Access("dev", "trainer");
  private static final String WORKER = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ3b3JrZXIifQ.c2ln";
  private static final S3 LOCATION = new S3("lake", "fraud/train");
  private static final SessionName NAME = new SessionName("fraud-detector-7.resolve");

  @RegisterExtension static final Moto MOTO = new Moto();

  @TempDir Path folder;
  private final List<Receipt> receipts = new ArrayList<>();
  private String role = "";

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("token"), WORKER);
    for (String bucket : List.of("lake", "vault")) {
      MOTO.makeBucket(bucket);
      MOTO.put(bucket, "fraud/train/part-0.parquet", "rows");
    }
    role =
        MOTO.makeRole(
            "reader-" + System.nanoTime(),
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket",\
            "Resource":"arn:aws:s3:::lake"}]}""");
  }

  @Test
  void whatArrivesIsTheRoleTheNameOfPipelineAndStageAndThePolicyOfTheLocation() {
    assertThat(keys("lake")).containsExactly("fraud/train/part-0.parquet");

    JsonNode session = MOTO.sessions(role).get(0);
    assertThat(session.path("session_name").asText()).isEqualTo(NAME.text());
    assertThat(session.path("policy").asText())
        .isEqualTo(
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListBucket"],\
            "Resource":["arn:aws:s3:::lake"],\
            "Condition":{"StringEquals":{"s3:prefix":["fraud/train","fraud/train/"]}}}]}""");
  }

  @Test
  void theSessionSignsAndReachesNoMoreThanTheRole() {
    AwsSessions sessions = sessions();
    try (S3Client s3 = client(sessions)) {
      list(s3, "lake");
      MOTO.whileStrict(
          () -> {
            assertThat(list(s3, "lake")).isNotEmpty();
            assertThatThrownBy(() -> list(s3, "vault"))
                .isInstanceOfSatisfying(
                    S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
          });
    }
    assertThat(MOTO.sessions(role)).as("one exchange for all calls").hasSize(1);
  }

  @Test
  void theReceiptNamesThePrincipalOfCloudTrailAndHoldsNoCredential() {
    keys("lake");

    JsonNode session = MOTO.sessions(role).get(0);
    Receipt receipt = receipts.get(0);
    assertThat(receipts).hasSize(1);
    assertThat(receipt.servicePrincipal()).isEqualTo(session.path("arn").asText());
    assertThat(receipt.scopes()).containsExactly("s3:ListBucket s3://lake/fraud/train");
    assertThat(receipt.toString())
        .doesNotContain(
            WORKER,
            session.path("access_key_id").asText(),
            session.path("secret_access_key").asText(),
            session.path("session_token").asText());
  }

  private List<String> keys(String bucket) {
    try (S3Client s3 = client(sessions())) {
      return list(s3, bucket);
    }
  }

  private static List<String> list(S3Client s3, String bucket) {
    return s3
        .listObjectsV2(request -> request.bucket(bucket).prefix("fraud/train/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private static S3Client client(AwsSessions sessions) {
    return sessions.client(
        S3Client.builder().forcePathStyle(true),
        ACCESS,
        SessionPolicy.listing("aws", List.of(LOCATION)),
        NAME);
  }

  private AwsSessions sessions() {
    var reaches =
        new CloudIdentities(new AwsIdentity(role, Moto.REGION, null, MOTO.address()), null, null);
    var trainer =
        new Role("trainer", "sp-1", null, null, null, reaches, Set.of(), RunPermissions.NONE);
    var nowhere = URI.create("http://127.0.0.1:9");
    var identity =
        new Identity(nowhere, new SubjectTokens.ProjectedFile(folder.resolve("token")), null);
    var workspace =
        new Workspace(
            "dev",
            nowhere,
            RegistryKind.UNITY_CATALOG,
            null,
            identity,
            null,
            Limits.DEFAULT,
            Map.of("trainer", trainer));
    return new AwsSessions(new Workspaces(List.of(workspace), "dev"), receipts::add);
  }
}
