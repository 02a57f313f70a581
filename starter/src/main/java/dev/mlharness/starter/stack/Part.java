package dev.mlharness.starter.stack;

import java.util.List;
import java.util.Locale;

/** A process of the local stack, in the order in which they are started. */
public enum Part {
  TEMPORAL("Temporal"),
  MLFLOW("MLflow"),
  SANDBOX("sandbox"),
  WORKER("worker"),
  API("API");

  private final String title;

  Part(String title) {
    this.title = title;
  }

  /** How it is called in messages. */
  public String title() {
    return title;
  }

  /** How it is called on the command line, in state and in the names of its files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What must be ready before it is started. */
  List<Part> needs() {
    return switch (this) {
      case WORKER -> List.of(TEMPORAL, SANDBOX);
      case API -> List.of(TEMPORAL);
      case TEMPORAL, MLFLOW, SANDBOX -> List.of();
    };
  }

  /** The module of this project that it is built from. */
  String module() {
    return this == API ? "starter" : id();
  }

  /** Whether it is a program of this project. */
  boolean isBuiltHere() {
    return this == SANDBOX || this == WORKER || this == API;
  }
}
