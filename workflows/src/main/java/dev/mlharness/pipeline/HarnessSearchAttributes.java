package dev.mlharness.pipeline;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

/** By which pipelines are found. The worker registers them before it takes work. */
public final class HarnessSearchAttributes {
  public static final SearchAttributeKey<String> MODEL =
      SearchAttributeKey.forKeyword("HarnessModel");

  public static final SearchAttributeKey<String> STAGE =
      SearchAttributeKey.forKeyword("HarnessStage");

  public static final SearchAttributeKey<String> DIGEST =
      SearchAttributeKey.forKeyword("HarnessDigest");

  public static final SearchAttributeKey<String> ROLE =
      SearchAttributeKey.forKeyword("HarnessRole");

  public static final SearchAttributeKey<String> MODEL_VERSION =
      SearchAttributeKey.forKeyword("HarnessModelVersion");

  /** How it ended; of a pipeline that runs, {@code held} while a person must mend it. */
  public static final SearchAttributeKey<String> OUTCOME =
      SearchAttributeKey.forKeyword("HarnessOutcome");

  private HarnessSearchAttributes() {}

  public static List<SearchAttributeKey<String>> all() {
    return List.of(MODEL, STAGE, DIGEST, ROLE, MODEL_VERSION, OUTCOME);
  }
}
