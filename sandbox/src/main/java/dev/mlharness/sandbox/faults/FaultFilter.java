package dev.mlharness.sandbox.faults;

import dev.mlharness.sandbox.access.RevokedTokens;
import dev.mlharness.sandbox.api.ApiError;
import dev.mlharness.sandbox.api.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Lets requests meet with the faults that were asked for, before anything else sees them. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FaultFilter extends OncePerRequestFilter {

  private final Faults faults;
  private final RevokedTokens revoked;
  private final ObjectProvider<LosesRuns> runs;
  private final JsonMapper json;

  FaultFilter(
      Faults faults, RevokedTokens revoked, ObjectProvider<LosesRuns> runs, JsonMapper json) {
    this.faults = faults;
    this.revoked = revoked;
    this.runs = runs;
    this.json = json;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/sandbox/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Fault> fault = faults.next(request.getMethod(), request.getRequestURI());
    if (fault.isEmpty()) {
      chain.doFilter(request, response);
    } else {
      inflict(fault.get(), request, response, chain);
    }
  }

  private void inflict(
      Fault fault, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (fault instanceof Fault.Status status) {
      refuse(status, response);
    } else if (fault instanceof Fault.Slow slow) {
      pause(slow.millis());
      chain.doFilter(request, response);
    } else if (fault instanceof Fault.ReplyLost) {
      chain.doFilter(request, new ContentCachingResponseWrapper(response));
      DroppedConnections.drop(request);
    } else if (fault instanceof Fault.ResetBefore) {
      DroppedConnections.drop(request);
    } else if (fault instanceof Fault.TokenRevoked) {
      revoked.revoke(bearer(request));
      chain.doFilter(request, response);
    } else {
      loseRun(request, response, chain);
    }
  }

  private void refuse(Fault.Status status, HttpServletResponse response) throws IOException {
    String code =
        Stream.of(ErrorCode.values())
            .filter(known -> known.status().value() == status.status())
            .map(Enum::name)
            .findFirst()
            .orElse("UNKNOWN");
    response.setStatus(status.status());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    if (status.retryAfter() != null) {
      response.setHeader(HttpHeaders.RETRY_AFTER, status.retryAfter().toString());
    }
    json.writeValue(
        response.getOutputStream(), new ApiError(code, "A fault that the sandbox was asked for."));
  }

  private void loseRun(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String named = request.getParameter("run_id");
    if (named != null) {
      runs.getObject().lose(Long.parseLong(named));
      chain.doFilter(request, response);
      return;
    }
    var copy = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, copy);
    runIn(copy.getContentAsByteArray()).ifPresent(runs.getObject()::lose);
    copy.copyBodyToResponse();
  }

  private Optional<Long> runIn(byte[] answer) {
    try {
      return json.readTree(answer).optional("run_id").map(id -> id.asLong());
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  private static String bearer(HttpServletRequest request) {
    String header = Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)).orElse("");
    return header.replaceFirst("(?i)^Bearer ", "");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
