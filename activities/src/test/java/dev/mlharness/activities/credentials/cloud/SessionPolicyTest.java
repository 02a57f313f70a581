package dev.mlharness.activities.credentials.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.activities.credentials.cloud.CloudLocation.S3;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionPolicyTest {
  @Test
  void aLocationMayBeListedAndNothingElse() {
    assertThat(SessionPolicy.listing("aws", List.of(new S3("lake", "fraud/train"))).json())
        .isEqualTo(
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListBucket"],\
            "Resource":["arn:aws:s3:::lake"],\
            "Condition":{"StringEquals":{"s3:prefix":["fraud/train","fraud/train/"]}}}]}""");
  }

  @Test
  void locationsOfOneBucketShareAStatement() {
    SessionPolicy policy =
        SessionPolicy.listing(
            "aws-cn", List.of(new S3("b", "y"), new S3("a", "z"), new S3("b", "x")));

    assertThat(policy.json())
        .containsOnlyOnce("arn:aws-cn:s3:::a")
        .containsOnlyOnce("arn:aws-cn:s3:::b")
        .contains("[\"x\",\"x/\",\"y\",\"y/\"]");
    assertThat(policy.scopes())
        .containsExactly(
            "s3:ListBucket s3://a/z", "s3:ListBucket s3://b/x", "s3:ListBucket s3://b/y");
  }

  @Test
  void aWholeBucketNeedsNoCondition() {
    assertThat(
            SessionPolicy.listing("aws", List.of(new S3("lake", ""), new S3("lake", "x"))).json())
        .doesNotContain("Condition");
  }

  @Test
  void aPathIsNeverAVariableOfThePolicy() {
    assertThat(SessionPolicy.listing("aws", List.of(new S3("lake", "${aws:username}"))).json())
        .contains("${$}{aws:username}");
  }

  @Test
  void nothingIsAllowedWhereNothingIsNeeded() {
    assertThat(SessionPolicy.nothing().json())
        .isEqualTo(
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"]}]}""");
  }

  @Test
  void morePermissionsThanAwsTakesAreRefusedWithWhatToDo() {
    List<S3> many =
        IntStream.range(0, 100).mapToObj(i -> new S3("lake", "a/long/folder/" + i)).toList();

    assertThatThrownBy(() -> SessionPolicy.listing("aws", many))
        .hasMessageContainingAll("AWS takes 2048", "and 97 more", "put what belongs together");
  }
}
