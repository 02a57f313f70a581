package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.identity.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as it is kept.
 *
 * @param access who may do what with it, besides its creator
 * @param active what it serves; null until it first did
 * @param pending what it is being changed to, or what it failed to become; null when neither
 * @param failure why the last change failed; null when it did not
 * @param version counts the configurations that were active
 * @param created milliseconds since the epoch
 * @param updated milliseconds since the epoch
 */
record EndpointRecord(
    String name,
    String id,
    String creator,
    List<Tag> tags,
    List<Access> access,
    @Nullable EndpointSpec active,
    @Nullable EndpointSpec pending,
    @Nullable String failure,
    int version,
    long created,
    long updated) {

  EndpointRecord {
    access = access == null ? List.of() : List.copyOf(access);
  }

  record Tag(String key, @Nullable String value) {}

  /**
   * @param principal an application id, a user name or a group
   */
  record Access(String principal, Kind kind, String permissionLevel) {

    enum Kind {
      USER_NAME,
      GROUP_NAME,
      SERVICE_PRINCIPAL_NAME
    }
  }

  /** One that begins to serve this. */
  static EndpointRecord created(
      String name, String id, Caller creator, List<Tag> tags, EndpointSpec pending) {
    long now = System.currentTimeMillis();
    return new EndpointRecord(
        name, id, creator.name(), tags, List.of(), null, pending, null, 0, now, now);
  }

  boolean isUpdating() {
    return pending != null && failure == null;
  }

  boolean mayBeManagedBy(Caller caller) {
    return caller.admin()
        || caller.is(creator)
        || access.stream()
            .filter(entry -> entry.permissionLevel.equals("CAN_MANAGE"))
            .anyMatch(entry -> caller.is(entry.principal));
  }

  EndpointRecord changingTo(EndpointSpec wanted) {
    return with(active, wanted, null, version);
  }

  EndpointRecord changed() {
    return with(pending, null, null, version + 1);
  }

  EndpointRecord failed(String why) {
    return with(active, pending, why, version);
  }

  EndpointRecord tagged(List<Tag> add, List<String> remove) {
    Map<String, Tag> now = new LinkedHashMap<>();
    tags.forEach(tag -> now.put(tag.key, tag));
    add.forEach(tag -> now.put(tag.key, tag));
    remove.forEach(now::remove);
    return new EndpointRecord(
        name,
        id,
        creator,
        List.copyOf(now.values()),
        access,
        active,
        pending,
        failure,
        version,
        created,
        updated);
  }

  EndpointRecord opened(List<Access> entries) {
    return new EndpointRecord(
        name, id, creator, tags, entries, active, pending, failure, version, created, updated);
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
        access,
        nowActive,
        nowPending,
        nowFailure,
        nowVersion,
        created,
        System.currentTimeMillis());
  }
}
