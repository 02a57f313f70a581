package dev.mlharness.sandbox.faults;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What goes wrong with a request. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Fault.Status.class, name = "status"),
  @JsonSubTypes.Type(value = Fault.Slow.class, name = "slow"),
  @JsonSubTypes.Type(value = Fault.ReplyLost.class, name = "reply-lost"),
  @JsonSubTypes.Type(value = Fault.ResetBefore.class, name = "reset-before"),
  @JsonSubTypes.Type(value = Fault.TokenRevoked.class, name = "token-revoked"),
  @JsonSubTypes.Type(value = Fault.RunLost.class, name = "run-lost")
})
sealed interface Fault {

  /** Answers with this HTTP status, and does nothing of what was asked. */
  record Status(
      int status,
      @JsonProperty("retryAfter") @JsonAlias("retry_after") @Nullable Integer retryAfter)
      implements Fault {

    public Status {
      if (status < 400 || status > 599) {
        throw new IllegalArgumentException(
            "status is %d; an error between 400 and 599 was expected".formatted(status));
      }
    }
  }

  /** Does what was asked after this many milliseconds. */
  record Slow(long millis) implements Fault {}

  /** Does what was asked, and closes the connection without an answer. */
  record ReplyLost() implements Fault {}

  /** Closes the connection, and does nothing of what was asked. */
  record ResetBefore() implements Fault {}

  /** The request's token is valid no more, for this request and all after it. */
  record TokenRevoked() implements Fault {}

  /**
   * The cluster under the run is lost: the run that the request names in {@code run_id}, or the one
   * that its answer names.
   */
  record RunLost() implements Fault {}
}
