package dev.mlharness.ledger;

import dev.mlharness.ledger.LedgerEntry.State;
import dev.mlharness.timing.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The inverses of what a pipeline has changed, or is about to. An entry is written before its
 * change: should the answer be lost, the inverse is there all the same, and its precondition tells
 * whether there is anything to undo.
 */
public final class Ledger {
  private final List<LedgerEntry> entries = new ArrayList<>();

  /**
   * Writes an entry. The same inverse, still open, is not written twice: a change that is tried
   * again has one inverse.
   *
   * @return its id
   */
  public int write(String what, Inverse inverse) {
    for (LedgerEntry entry : entries) {
      if (entry.state() == State.OPEN && entry.inverse().equals(inverse)) {
        return entry.id();
      }
    }
    int id = entries.size();
    entries.add(new LedgerEntry(id, what, inverse, State.OPEN, null));
    return id;
  }

  /** What is now known about a change makes its inverse more exact. */
  public void refine(int id, Inverse inverse) {
    change(id, e -> new LedgerEntry(id, e.what(), inverse, e.state(), e.note()));
  }

  /** There is nothing to undo any more. */
  public void close(int id) {
    settle(id, State.CLOSED, null);
  }

  /** The pipeline has reached its goal: nothing shall be undone. */
  public void closeAll() {
    pending(0).forEach(entry -> close(entry.id()));
  }

  /** Whether there is anything to undo. */
  public boolean hasPending() {
    return !pending(0).isEmpty();
  }

  /** A point to drain back to. */
  public int mark() {
    return entries.size();
  }

  /** Everything that was written, in order. */
  public List<LedgerEntry> entries() {
    return List.copyOf(entries);
  }

  /** What could not be undone. */
  public List<LedgerEntry> failed() {
    return entries.stream().filter(entry -> entry.state() == State.FAILED).toList();
  }

  /**
   * What could not be undone and how to finish it by hand.
   *
   * @return a sentence without its full stop; empty when nothing is left
   */
  public String leftUndone() {
    List<LedgerEntry> failed = failed();
    return failed.isEmpty()
        ? ""
        : failed.stream()
            .map(entry -> "%s (%s)".formatted(entry.what(), entry.note()))
            .collect(Collectors.joining("; ", "Not undone: ", ""));
  }

  /**
   * A reason, and what is left undone.
   *
   * @return the reason alone when nothing is left
   */
  public String withLeftUndone(String reason) {
    String left = leftUndone();
    return left.isEmpty() ? reason : reason + ". " + left;
  }

  /**
   * Applies the open inverses, last first, down to a mark. Cannot be cancelled. One that fails does
   * not keep the others from being applied; it stays, as failed, with a note on how to finish.
   */
  public void drain(int mark, Undo undo) {
    List<LedgerEntry> pending = pending(mark);
    for (int i = pending.size() - 1; i >= 0; i--) {
      LedgerEntry entry = pending.get(i);
      Undo.Result result = Waiting.undisturbed(() -> undo.apply(entry));
      settle(entry.id(), result.state(), result.note());
    }
  }

  private List<LedgerEntry> pending(int mark) {
    return entries.stream()
        .filter(e -> e.id() >= mark)
        .filter(e -> e.state() == State.OPEN || e.state() == State.FAILED)
        .toList();
  }

  private void settle(int id, State state, @Nullable String note) {
    change(id, e -> new LedgerEntry(id, e.what(), e.inverse(), state, note));
  }

  private void change(int id, UnaryOperator<LedgerEntry> change) {
    entries.set(id, change.apply(entries.get(id)));
  }
}
