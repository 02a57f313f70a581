package dev.mlharness.activities.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudIdentitiesTest {
  private static final String ROLE = "arn:aws-cn:iam::123456789012:role/path/trainer";

  @Test
  void anIamRoleKnowsItsPartitionAndAccount() {
    var identity = new AwsIdentity(ROLE, "cn-north-1", null, null);

    assertThat(identity.partition()).isEqualTo("aws-cn");
    assertThat(identity.account()).isEqualTo("123456789012");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trainer", "arn:aws:iam::123456789012:user/me", "arn:aws:iam::1:role/x"})
  void whatIsNoIamRoleIsRefused(String arn) {
    assertThatThrownBy(() -> new AwsIdentity(arn, "eu-central-1", null, null))
        .hasMessageContaining("is no IAM role");
  }

  @Test
  void aTokenIsNotSentInClearToAnotherMachine() {
    assertThatThrownBy(
            () -> new AwsIdentity(ROLE, "cn-north-1", null, URI.create("http://sts.example.com")))
        .hasMessageContaining("neither https nor on this machine");
    assertThat(new AwsIdentity(ROLE, "cn-north-1", null, URI.create("http://127.0.0.1:5000")))
        .isNotNull();
  }

  @Test
  void aProviderOfGoogleIsWrittenInFull() {
    assertThatThrownBy(() -> new GoogleIdentity("idp", "a@b.iam.gserviceaccount.com", "x"))
        .hasMessageContaining("as in projects/123456789/locations/global/");
  }
}
