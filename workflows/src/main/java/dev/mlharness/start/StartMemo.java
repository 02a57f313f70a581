package dev.mlharness.start;

import io.temporal.common.converter.DataConverterException;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** What whoever starts a workflow writes into its memo. */
public final class StartMemo {

  /** Who starts it, as they say. */
  public static final String INITIATOR = "initiator";

  /** The signed start. */
  public static final String START = "start";

  /** A signed start that counts for each pipeline that a schedule, or a watch, starts. */
  public static final String RETRAIN = "retrain";

  private StartMemo() {}

  /** Of the workflow that asks: null when it was not written, or is no text. */
  public static @Nullable String text(String key) {
    try {
      return (String) Workflow.getMemo(key, String.class);
    } catch (DataConverterException e) {
      // Anybody may write a memo of any form, so it must not stop a workflow.
      return null;
    }
  }
}
