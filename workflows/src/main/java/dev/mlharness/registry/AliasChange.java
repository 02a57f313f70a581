package dev.mlharness.registry;

import dev.mlharness.access.Access;
import dev.mlharness.audit.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A compare-and-set of an alias.
 *
 * @param from the version that the alias must name now; null: it must not be set
 * @param to the version that it shall name; null: it shall be removed
 */
public record AliasChange(
    Access access, String model, Alias alias, @Nullable String from, @Nullable String to)
    implements Subject {

  @Override
  public String subject() {
    return "alias %s of %s: %s → %s".formatted(alias.word(), model, from, to);
  }

  /** The change that undoes this one, and only if nobody changed the alias since. */
  public AliasChange inverse() {
    return new AliasChange(access, model, alias, to, from);
  }
}
