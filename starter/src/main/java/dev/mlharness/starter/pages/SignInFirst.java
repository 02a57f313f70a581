package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.ApiProperties;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** Sends whoever has not signed in to do so, from the address that the identity provider knows. */
@Component
@OnPages
final class SignInFirst implements AuthenticationEntryPoint {
  static final String START = "/oauth2/authorization/" + SignInConfiguration.PEOPLE;

  private final @Nullable URI address;

  SignInFirst(ApiProperties properties) {
    this.address = Objects.requireNonNull(properties.api().pages()).address();
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException, ServletException {
    if (request.getHeader("HX-Request") != null) {
      // A fragment cannot sign in; the page that it is for can.
      response.setHeader("HX-Refresh", "true");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (!request.getMethod().equals("GET")) {
      RefusedPage.notSignedIn(request, response);
    } else if (address != null && !request.getServerName().equals(address.getHost())) {
      response.sendRedirect(address.resolve(asked(request)).toString());
    } else {
      response.sendRedirect(START);
    }
  }

  private static String asked(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }
}
