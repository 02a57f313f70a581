package dev.mlharness.recipe;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The gate.
 *
 * @param required how many distinct people must approve; 0 means no gate
 * @param separation those who started, committed or trained may not approve it
 * @param from groups, as in {@code group:ml-leads}, one of which whoever decides must be in; empty:
 *     whoever may decide at all
 * @param remind how often the open gate reminds; null: never
 * @param evidenceLife how old evidence may be when what it was approved for is done; null: as long
 *     as the gate stays open, and as long again
 */
public record Approve(
    int required,
    boolean separation,
    Duration timeout,
    OnTimeout onTimeout,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> from,
    @Nullable Duration remind,
    @Nullable Escalation escalate,
    @Nullable Duration evidenceLife) {
  private static final String GROUP = "group:";

  public Approve {
    from = List.copyOf(from);
  }

  /** A gate for whoever may decide at all, which reminds nobody. */
  public Approve(int required, boolean separation, Duration timeout, OnTimeout onTimeout) {
    this(required, separation, timeout, onTimeout, List.of(), null, null, null);
  }

  /** The names of the groups that decide. */
  public List<String> groups() {
    return from.stream().map(Approve::group).toList();
  }

  /** How old evidence may be when what it was approved for is done. */
  public Duration lifeOfEvidence() {
    return evidenceLife == null ? timeout.multipliedBy(2) : evidenceLife;
  }

  /** Who is asked, for people. */
  public String whom() {
    return from.isEmpty() ? "anybody" : String.join(" or ", from);
  }

  static String group(String reference) {
    return reference.startsWith(GROUP) ? reference.substring(GROUP.length()) : reference;
  }

  public enum OnTimeout {
    REJECT,
    APPROVE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Who is told when nobody decides.
   *
   * @param to groups, as in {@code group:ml-heads}
   */
  public record Escalation(Duration after, List<String> to) {
    public Escalation {
      to = List.copyOf(to);
    }
  }
}
