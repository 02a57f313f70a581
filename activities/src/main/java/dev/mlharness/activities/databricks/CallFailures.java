package dev.mlharness.activities.databricks;

import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.error.platform.InvalidState;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.Workspace;
import io.temporal.failure.TemporalFailure;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an error of a workspace means for the next try. */
record CallFailures(Workspace workspace, Role role) {

  /**
   * The failure to throw; {@code error} itself where it is none of the workspace's: a failure that
   * is one already, or a mistake of ours.
   */
  RuntimeException of(String what, Exception error) {
    @Nullable Throwable cause = origin(error);
    if (cause instanceof TemporalFailure failure) {
      return failure;
    }
    if (cause instanceof BusyException busy) {
      return failure(FailureType.UNAVAILABLE, what, busy.words(), busy.retryAfter());
    }
    if (cause instanceof DatabricksError refusal) {
      return failure(typeOf(refusal), what, words(refusal), null);
    }
    if (cause instanceof IOException || cause instanceof DatabricksException) {
      return failure(FailureType.UNAVAILABLE, what, "no answer (" + cause + ")", null);
    }
    return error instanceof RuntimeException mistake ? mistake : new IllegalStateException(error);
  }

  /** The SDK wraps: what was thrown first, as far as it has a meaning here. */
  private static Throwable origin(Throwable error) {
    Throwable origin = error;
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof TemporalFailure
          || t instanceof DatabricksError
          || t instanceof IOException) {
        origin = t;
      }
    }
    return origin;
  }

  static FailureType typeOf(DatabricksError error) {
    if (error instanceof InvalidState) {
      return FailureType.CONFLICT;
    }
    return switch (error.getStatusCode()) {
      case 401, 403 -> FailureType.ACCESS_DENIED;
      case 404 -> FailureType.NOT_FOUND;
      case 409 -> FailureType.CONFLICT;
      case 408, 429, 499 -> FailureType.UNAVAILABLE;
      case 501 -> FailureType.HELD;
      default ->
          error.getStatusCode() >= 500 ? FailureType.UNAVAILABLE : FailureType.RECIPE_INVALID;
    };
  }

  private RuntimeException failure(
      FailureType type, String what, String happened, @Nullable Duration retryAfter) {
    return Failures.of(
        type,
        "%s in workspace '%s' (%s) as role '%s' (service principal %s) failed: %s. %s"
            .formatted(
                what,
                workspace.name(),
                workspace.host(),
                role.name(),
                role.servicePrincipal(),
                happened.replaceAll("\\.+$", ""),
                advice(type)),
        retryAfter);
  }

  private static String words(DatabricksError error) {
    String code = error.getErrorCode() == null ? "" : error.getErrorCode() + ", ";
    String message = error.getMessage() == null ? "no explanation" : error.getMessage();
    return code + "HTTP " + error.getStatusCode() + ": " + message;
  }

  private String advice(FailureType type) {
    return switch (type) {
      case ACCESS_DENIED -> "Grant the service principal what it lacks, then retry.";
      case IDENTITY_REVOKED -> "Activate the service principal, or bind the role to another.";
      case NOT_FOUND -> "Check the name, and that the service principal may see it.";
      case RECIPE_INVALID -> "Mend the recipe accordingly.";
      case CONFLICT -> "See what it is now, then retry.";
      case HELD -> "The workspace does not offer this; ask its administrator.";
      case UNAVAILABLE -> "It is tried again.";
    };
  }
}
