package dev.mlharness.check;

/** What one measurement says about its rule. */
public enum CheckVerdict {
  KEPT,
  VIOLATED,
  /** Nothing could be measured. */
  UNKNOWN
}
