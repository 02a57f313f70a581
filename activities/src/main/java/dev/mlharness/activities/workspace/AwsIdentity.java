package dev.mlharness.activities.workspace;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IAM role that trusts this worker's identity provider.
 *
 * @param roleArn as in {@code arn:aws:iam::123456789012:role/trainer}
 * @param region whose STS is asked
 * @param audience that AWS expects of this worker's token; null: that of the workspace's identity
 * @param endpoint of a stand-in for all of AWS, as tests use one; null: AWS
 */
public record AwsIdentity(
    String roleArn, String region, @Nullable String audience, @Nullable URI endpoint) {
  private static final Pattern ARN =
      Pattern.compile("arn:(?<partition>aws[\\w-]*):iam::(?<account>\\d{12}):role/.+");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d+");

  public AwsIdentity {
    if (!ARN.matcher(roleArn).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no IAM role, as in arn:aws:iam::123456789012:role/trainer".formatted(roleArn));
    }
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no region of AWS, as in eu-central-1".formatted(region));
    }
    if (endpoint != null) {
      PrivateAddress.check("endpoint", endpoint);
    }
  }

  /** {@code aws}, or one of its partitions, as {@code aws-cn}. */
  public String partition() {
    return part("partition");
  }

  public String account() {
    return part("account");
  }

  private String part(String name) {
    Matcher arn = ARN.matcher(roleArn);
    if (!arn.matches()) {
      throw new IllegalStateException(roleArn);
    }
    return arn.group(name);
  }
}
