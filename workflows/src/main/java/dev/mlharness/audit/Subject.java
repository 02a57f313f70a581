package dev.mlharness.audit;

import org.jspecify.annotations.Nullable;

/** A request that can say, for a record, what it changes. */
public interface Subject {

  /** As in {@code alias champion of main.demo.wine: 1 → 2}. Names only, never a secret. */
  String subject();

  /** The pipeline that it is about, where that is not the workflow that asks; null: it is. */
  default @Nullable String ofPipeline() {
    return null;
  }
}
