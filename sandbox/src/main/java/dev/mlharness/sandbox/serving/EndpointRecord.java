package dev.mlharness.sandbox.serving;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as it is kept.
 *
 * @param active what it serves; null until it first did
 * @param pending what it is being changed to; null when it is not
 * @param failure why the last change failed; null when it did not
 * @param version counts the configurations that were active
 */
record EndpointRecord(
    String name,
    String id,
    String creator,
    List<Tag> tags,
    @Nullable EndpointSpec active,
    @Nullable EndpointSpec pending,
    @Nullable String failure,
    int version,
    long created,
    long updated) {

  record Tag(String key, @Nullable String value) {}

  EndpointRecord changingTo(EndpointSpec wanted) {
    return with(active, wanted, null, version);
  }

  EndpointRecord changed() {
    return with(pending, null, null, version + 1);
  }

  EndpointRecord failed(String why) {
    return with(active, null, why, version);
  }

  EndpointRecord tagged(List<Tag> now) {
    return new EndpointRecord(
        name, id, creator, now, active, pending, failure, version, created, updated);
  }

  private EndpointRecord with(
      @Nullable EndpointSpec nowActive,
      @Nullable EndpointSpec nowPending,
      @Nullable String nowFailure,
      int nowVersion) {
    return new EndpointRecord(
        name,
        id,
        creator,
        tags,
        nowActive,
        nowPending,
        nowFailure,
        nowVersion,
        created,
        System.currentTimeMillis());
  }
}
