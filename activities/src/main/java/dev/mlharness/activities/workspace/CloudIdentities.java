package dev.mlharness.activities.workspace;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * As whom this worker itself reaches the clouds for a role, by exchanging its own identity at the
 * moment of the call. (As whom the role's runs do is its {@link CloudPrincipal}.) Null: not there.
 */
public record CloudIdentities(
    @Nullable AwsIdentity aws, @Nullable GoogleIdentity google, @Nullable AzureIdentity azure) {
  public static final CloudIdentities NONE = new CloudIdentities(null, null, null);

  /** Whether the role reaches no cloud. */
  public boolean isEmpty() {
    return Stream.of(aws, google, azure).allMatch(Objects::isNull);
  }
}
