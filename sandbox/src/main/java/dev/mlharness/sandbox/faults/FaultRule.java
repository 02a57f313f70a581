package dev.mlharness.sandbox.faults;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which requests meet with a fault, and how often.
 *
 * @param match the requests that are meant
 * @param after how many of them pass before the first that meets with the fault
 * @param times how many meet with it; all, if absent
 * @param fault what goes wrong with them
 */
record FaultRule(Match match, int after, @Nullable Integer times, Fault fault) {

  FaultRule {
    Objects.requireNonNull(match, "match is missing");
    Objects.requireNonNull(fault, "fault is missing");
  }

  /**
   * Requests of a method (any, if absent) to a path, which may be a pattern such as {@code
   * /api/*}{@code /jobs/runs/**}.
   */
  record Match(@Nullable String method, String path) {

    Match {
      PathPatternParser.defaultInstance.parse(Objects.requireNonNull(path, "path is missing"));
    }

    boolean matches(String requestMethod, String requestPath) {
      return (method == null || method.equalsIgnoreCase(requestMethod))
          && PathPatternParser.defaultInstance
              .parse(path)
              .matches(PathContainer.parsePath(requestPath));
    }
  }
}
