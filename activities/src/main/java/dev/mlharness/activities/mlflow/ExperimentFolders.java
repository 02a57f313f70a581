package dev.mlharness.activities.mlflow;

import dev.mlharness.access.Access;

/** Folders of a Databricks workspace, where an experiment must lie in one that exists. */
@FunctionalInterface
public interface ExperimentFolders {

  /** Makes a folder and those above it; one that exists stays as it is. */
  void make(Access access, String path);
}
