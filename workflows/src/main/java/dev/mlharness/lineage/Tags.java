package dev.mlharness.lineage;

import java.util.Locale;

/**
 * Names of the tags that tie versions, MLflow runs and endpoints to their pipeline. Underscores
 * only: Unity Catalog refuses most other punctuation in the name of a tag. A version carries at
 * most 20 of them, each value at most {@value #VALUE_LIMIT} characters.
 */
public final class Tags {
  /** Longest value that every registry takes. */
  public static final int VALUE_LIMIT = 250;

  /** On versions and MLflow runs: identifies the attempt that made them. */
  public static final String KEY = "mlharness_key";

  /** Digest of the manifest. */
  public static final String DIGEST = "mlharness_digest";

  /** The whole manifest as JSON; on MLflow runs only. */
  public static final String MANIFEST = "mlharness_manifest";

  /** Workflow id of the pipeline. */
  public static final String PIPELINE = "mlharness_pipeline";

  /** Who started the pipeline. */
  public static final String INITIATOR = "mlharness_initiator";

  /** Full hash of the commit that the tasks ran. */
  public static final String COMMIT = "mlharness_commit";

  /** Pinned inputs: {@code name=securable@version}, comma-separated. */
  public static final String DATA = "mlharness_data";

  /** As whom the tasks ran: {@code role=service principal}, comma-separated; on versions. */
  public static final String IDENTITY = "mlharness_identity";

  /** Digest of the evidence that people decided on. */
  public static final String EVIDENCE = "mlharness_evidence";

  /** How the pipeline ended, in lower case: {@code deployed}, {@code rejected}, … */
  public static final String OUTCOME = "mlharness_outcome";

  /** On versions: who rolled back from it or to it the last time, and why. */
  public static final String ROLLBACK = "mlharness_rollback";

  /** The version that was registered; on MLflow runs only. */
  public static final String VERSION = "mlharness_version";

  /** On MLflow runs only: the version that the run trains again, as {@code MODEL/VERSION}. */
  public static final String REPRODUCES = "mlharness_reproduces";

  /** What {@link #run} and {@link #decision} begin with. */
  public static final String RUN_PREFIX = "mlharness_run_";

  public static final String DECISION_PREFIX = "mlharness_decision_";

  private Tags() {}

  /** Page of the run that a stage made. */
  public static String run(String stage) {
    return RUN_PREFIX + stage.toLowerCase(Locale.ROOT);
  }

  /** What was decided at the gate: one sentence for each decision, counted from 1. */
  public static String decision(int number) {
    return DECISION_PREFIX + number;
  }

  /** The value, cut to what every registry takes. */
  public static String fit(String value) {
    return value.length() <= VALUE_LIMIT ? value : value.substring(0, VALUE_LIMIT - 1) + "…";
  }
}
