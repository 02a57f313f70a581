package dev.mlharness.activities.mlflow;

import dev.mlharness.access.Access;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Which MLflow server a workspace uses, and with which token it is called. */
public interface MlflowServers {

  /** Base address, without a trailing slash. */
  URI host(Access access);

  /**
   * Asked for each request, so that a token may change between two; null: the server wants none.
   */
  @Nullable String token(Access access);

  /** Forgets the token: the server has refused it. */
  void refused(Access access);

  /** The page where a person sees the run. */
  String runPage(Access access, String experimentId, String runId);

  /** Whether the server is a Databricks workspace, where an experiment lies in a folder. */
  boolean isWorkspace(Access access);
}
