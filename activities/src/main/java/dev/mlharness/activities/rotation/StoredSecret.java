package dev.mlharness.activities.rotation;

import com.fasterxml.jackson.annotation.JsonIgnoreType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A secret as a store holds it. Neither prints nor serialises: only {@link #reveal()} tells. */
@JsonIgnoreType
final class StoredSecret {
  private final @Nullable String id;
  private final String value;

  /**
   * @param id under which Databricks knows it; null: somebody has put it there by hand
   */
  StoredSecret(@Nullable String id, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a secret is not blank");
    }
    this.id = id;
    this.value = value;
  }

  @Nullable String id() {
    return id;
  }

  boolean is(String wanted) {
    return wanted.equals(id);
  }

  /** The secret itself: for the store, and for a login. */
  String reveal() {
    return value;
  }

  /** Compared in constant time. */
  boolean hasValue(String other) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "[secret " + (id == null ? "of unknown id" : id) + "]";
  }
}
