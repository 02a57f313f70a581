package dev.mlharness.worker;

import dev.mlharness.payload.Payloads;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Says why somebody is not let in. */
final class RefusedTokens implements AuthenticationEntryPoint {
  private final AuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
      throws IOException, jakarta.servlet.ServletException {
    if (refusal instanceof PeopleTokens.Unavailable) {
      write(response, HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(refusal.getMessage()));
    } else {
      challenge.commence(request, response, refusal);
      write(response, HttpStatus.UNAUTHORIZED, reason(refusal));
    }
  }

  private static String reason(AuthenticationException refusal) {
    return refusal instanceof OAuth2AuthenticationException
        ? String.valueOf(refusal.getMessage())
        : "Show a token of your identity provider.";
  }

  private static void write(HttpServletResponse response, HttpStatus status, String detail)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    Payloads.mapper()
        .writeValue(response.getOutputStream(), ProblemDetail.forStatusAndDetail(status, detail));
  }
}
