package dev.mlharness.starter.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Says why somebody is not let in, and has it recorded. */
@Component
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  private final AuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
  private final RefusalRecords records;
  private final RequestBudget budget;

  Refusals(RefusalRecords records, RequestBudget budget) {
    this.records = records;
    this.budget = budget;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
      throws IOException, jakarta.servlet.ServletException {
    if (refusal instanceof AuthenticationServiceException) {
      Problems.write(
          response,
          HttpStatus.SERVICE_UNAVAILABLE,
          "The identity provider does not answer, so nobody can say who you are. Try again soon.");
      return;
    }
    boolean token = refusal instanceof OAuth2AuthenticationException;
    if (token && budget.spentOnRefusals(request, response)) {
      return;
    }
    challenge.commence(request, response, refusal);
    String reason =
        token
            ? "The token does not prove who you are: " + refusal.getMessage()
            : "Show a token of your identity provider: Authorization: Bearer …";
    records.add("somebody unknown", request, reason);
    Problems.write(response, HttpStatus.UNAUTHORIZED, reason);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
      throws IOException {
    String who =
        request.getUserPrincipal() == null
            ? "somebody unknown"
            : request.getUserPrincipal().getName();
    records.add(who, request, String.valueOf(refusal.getMessage()));
    Problems.write(response, HttpStatus.FORBIDDEN, String.valueOf(refusal.getMessage()));
  }
}
