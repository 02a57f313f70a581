package dev.mlharness.promotion;

import dev.mlharness.promotion.Reign.Origin;
import dev.mlharness.promotion.Reign.Served;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who was champion when, in order of time. Pure.
 *
 * @param reigns no two overlap; beyond {@value #KEPT} the oldest are forgotten, which the audit
 *     store still has
 */
public record Champions(List<Reign> reigns) {
  static final int KEPT = 1_000;
  static final Champions NONE = new Champions(List.of());

  public Champions {
    reigns = List.copyOf(reigns.subList(Math.max(0, reigns.size() - KEPT), reigns.size()));
  }

  Optional<Reign> current() {
    return last().filter(reign -> reign.until() == null);
  }

  @Nullable String version() {
    return current().map(Reign::version).orElse(null);
  }

  Optional<Reign> at(Instant instant) {
    return reigns.stream().filter(reign -> reign.at(instant)).findFirst();
  }

  /** The last time that a version was champion. */
  Optional<Reign> of(String version) {
    return reigns.stream()
        .filter(reign -> reign.version().equals(version))
        .reduce((earlier, later) -> later);
  }

  /** Of all that were champion, the one that was registered last: versions are numbers. */
  Optional<String> newest() {
    return reigns.stream()
        .map(Reign::version)
        .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
  }

  /** The reign before the present one. */
  Optional<Reign> former() {
    return reigns.size() < 2 ? Optional.empty() : Optional.of(reigns.get(reigns.size() - 2));
  }

  /** Whether anything is known to have changed since. */
  boolean changedAfter(Instant instant) {
    return last()
        .map(reign -> reign.until() == null ? reign.since() : reign.until())
        .filter(instant::isBefore)
        .isPresent();
  }

  /** A new reign ends the present one. The same version goes on as it is. */
  Champions begin(Reign next) {
    if (next.version().equals(version())) {
      return served(next.served());
    }
    Instant since =
        last()
            .map(
                reign -> later(next.since(), reign.until() == null ? reign.since() : reign.until()))
            .orElse(next.since());
    List<Reign> longer = new ArrayList<>(end(since).reigns);
    longer.add(
        new Reign(
            next.version(),
            since,
            null,
            next.origin(),
            next.by(),
            next.why(),
            next.pipeline(),
            next.served()));
    return new Champions(longer);
  }

  /** There is no champion any more. */
  Champions end(Instant at) {
    return current().isEmpty() ? this : withLast(last().orElseThrow().until(at));
  }

  /** What the endpoint serves under the present champion. */
  Champions served(@Nullable Served served) {
    return current().map(reign -> withLast(reign.serving(served))).orElse(this);
  }

  /** Takes note of what is there, whoever brought it about. */
  Champions seen(String model, Seen seen, Instant now) {
    String version = seen.version();
    if (version == null) {
      return end(now);
    }
    String why =
        reigns.isEmpty() ? "champion when the harness first looked" : "changed from outside";
    return begin(
        new Reign(
            version,
            now,
            null,
            Origin.OUTSIDE,
            null,
            why,
            seen.pipeline(),
            seen.servedFor(model, version)));
  }

  private Optional<Reign> last() {
    return reigns.isEmpty() ? Optional.empty() : Optional.of(reigns.get(reigns.size() - 1));
  }

  private Champions withLast(Reign reign) {
    List<Reign> changed = new ArrayList<>(reigns);
    changed.set(changed.size() - 1, reign);
    return new Champions(changed);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
