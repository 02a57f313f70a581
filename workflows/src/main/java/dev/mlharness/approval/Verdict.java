package dev.mlharness.approval;

public enum Verdict {
  APPROVE,
  REJECT
}
