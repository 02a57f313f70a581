package dev.mlharness.promotion;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** Signals workflows that may have ended meanwhile. */
final class Signals {
  /** Before, a signal that nobody could hear failed whoever sent it. */
  private static final String VERSION = "signals-to-the-ended";

  private Signals() {}

  /**
   * @return whether the workflow is still there and hears it
   */
  static boolean heard(String workflowId, String signal, @Nullable Object... arguments) {
    try {
      Workflow.newUntypedExternalWorkflowStub(workflowId).signal(signal, arguments);
      return true;
    } catch (SignalExternalWorkflowException gone) {
      return false;
    } catch (ApplicationFailure gone) {
      // What the SDK really throws, whatever its documentation says.
      if (Workflow.getVersion(VERSION, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
        throw gone;
      }
      return false;
    }
  }
}
