package dev.mlharness.serving;

import dev.mlharness.access.Access;
import dev.mlharness.audit.Subject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A compare-and-set of an endpoint's configuration.
 *
 * @param from what the endpoint must serve now; null: it must not exist
 * @param to what it shall serve; null: it shall be deleted
 * @param tags put on an endpoint that is made
 */
public record EndpointChange(
    Access access,
    String endpoint,
    @Nullable EndpointConfig from,
    @Nullable EndpointConfig to,
    Map<String, String> tags)
    implements Subject {

  @Override
  public String subject() {
    return (to == null ? "removal of endpoint " : "endpoint ") + endpoint;
  }

  public EndpointChange {
    tags = Map.copyOf(tags);
  }

  /** The change that undoes this one, and only if nobody changed the endpoint since. */
  public EndpointChange inverse() {
    return new EndpointChange(access, endpoint, to, from, tags);
  }
}
