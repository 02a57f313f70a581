package dev.mlharness.pipeline;

import java.util.Locale;

/** The stages of a pipeline, in order. */
public enum Stage {
  RESOLVE,
  TRAIN,
  TEST,
  VALIDATE,
  REGISTER,
  APPROVE,
  DEPLOY;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
