package dev.mlharness.activities.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowHttpException;

/** What an error of an MLflow server means for the next try. */
record MlflowFailures(MlflowServers servers, Access access) {
  private static final ObjectMapper JSON = new ObjectMapper();

  ApplicationFailure of(String what, Throwable cause) {
    if (cause instanceof ApplicationFailure failure) {
      return failure;
    }
    if (cause instanceof MlflowHttpException refusal) {
      return answered(what, refusal.getStatusCode(), refusal.getBodyMessage(), null);
    }
    return failure(FailureType.UNAVAILABLE, what, "did not get through: " + cause);
  }

  ApplicationFailure answered(
      String what, int status, @Nullable String body, @Nullable Duration retryAfter) {
    Answer answer = Answer.parse(body);
    FailureType type = typeOf(status, answer.code);
    return failure(
        type,
        what,
        "was answered with %d %s: %s".formatted(status, answer.code, answer.message),
        retryAfter);
  }

  ApplicationFailure tooLate(String what, Duration deadline) {
    return failure(
        FailureType.UNAVAILABLE,
        what,
        "had no answer within " + deadline.toSeconds() + " s (busy, rate limited or unreachable)");
  }

  ApplicationFailure interrupted(String what) {
    return failure(FailureType.UNAVAILABLE, what, "was interrupted: this worker stops");
  }

  private ApplicationFailure failure(FailureType type, String what, String happened) {
    return failure(type, what, happened, null);
  }

  private ApplicationFailure failure(
      FailureType type, String what, String happened, @Nullable Duration retryAfter) {
    return Failures.of(
        type,
        "%s at MLflow %s (workspace %s) as role %s %s. %s"
            .formatted(
                what,
                servers.host(access),
                access.workspace(),
                access.role(),
                happened,
                advice(type)),
        retryAfter);
  }

  static FailureType typeOf(int status, String code) {
    return switch (code) {
      case "RESOURCE_DOES_NOT_EXIST", "ENDPOINT_NOT_FOUND" -> FailureType.NOT_FOUND;
      case "RESOURCE_ALREADY_EXISTS", "RESOURCE_CONFLICT" -> FailureType.CONFLICT;
      case "PERMISSION_DENIED" -> FailureType.ACCESS_DENIED;
      case "REQUEST_LIMIT_EXCEEDED", "TEMPORARILY_UNAVAILABLE" -> FailureType.UNAVAILABLE;
      default -> typeOf(status);
    };
  }

  private static FailureType typeOf(int status) {
    return switch (status) {
      case 401, 403 -> FailureType.ACCESS_DENIED;
      case 408, 429 -> FailureType.UNAVAILABLE;
      case 404 -> FailureType.NOT_FOUND;
      case 409 -> FailureType.CONFLICT;
      default -> status >= 500 ? FailureType.UNAVAILABLE : FailureType.HELD;
    };
  }

  private static String advice(FailureType type) {
    return switch (type) {
      case ACCESS_DENIED -> "Give the role's service principal permission on it.";
      case NOT_FOUND -> "Check the name, and that the workspace's tracking address is right.";
      case UNAVAILABLE -> "It is tried again.";
      default -> "Mend what it says, then retry the stage.";
    };
  }

  private record Answer(String code, String message) {
    static Answer parse(@Nullable String body) {
      if (body == null || body.isBlank()) {
        return new Answer("", "no explanation");
      }
      try {
        JsonNode json = JSON.readTree(body);
        return new Answer(
            json.path("error_code").asText(""), json.path("message").asText("no explanation"));
      } catch (JsonProcessingException notJson) {
        // A proxy's page rather than MLflow's answer: its beginning is all there is to say.
        return new Answer("", body.substring(0, Math.min(body.length(), 200)));
      }
    }
  }
}
