package dev.mlharness.audit;

/** A request that can say, for a record, what it changes. */
public interface Subject {

  /** As in {@code alias champion of main.demo.wine: 1 → 2}. Names only, never a secret. */
  String subject();
}
