package dev.mlharness.sandbox.tokens;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept and shown: never its value. Times are in milliseconds since the epoch.
 *
 * @param tokenId the SHA-256 of its value
 * @param expiryTime -1 if it never expires
 * @param lastUsedDay the day of its last use; absent if it was never used
 */
record PersonalToken(
    String tokenId,
    @Nullable String comment,
    String createdByUsername,
    long createdById,
    long ownerId,
    long creationTime,
    long expiryTime,
    @Nullable Long lastUsedDay) {

  static final long NEVER = -1;

  boolean validAt(Instant time) {
    return expiryTime == NEVER || time.toEpochMilli() < expiryTime;
  }

  PersonalToken used(Instant time) {
    long day = Duration.ofDays(1).toMillis();
    return dated(null, null, time.toEpochMilli() / day * day);
  }

  PersonalToken dated(@Nullable Long created, @Nullable Long expires, @Nullable Long lastUsed) {
    return new PersonalToken(
        tokenId,
        comment,
        createdByUsername,
        createdById,
        ownerId,
        created == null ? creationTime : created,
        expires == null ? expiryTime : expires,
        lastUsed == null ? lastUsedDay : lastUsed);
  }
}
