package dev.mlharness.activities.workspace;

/** Where a workspace keeps its registered models. */
public enum RegistryKind {
  /** Unity Catalog: three-level names. */
  UNITY_CATALOG,
  /** An MLflow registry: one-level names. */
  MLFLOW
}
