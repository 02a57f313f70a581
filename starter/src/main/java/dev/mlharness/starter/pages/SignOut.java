package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.ApiProperties;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;

/**
 * After a session has ended: the identity provider is asked to forget the person, too, where its
 * metadata says where (OpenID Connect RP-Initiated Logout).
 */
@Component
@OnPages
final class SignOut implements LogoutSuccessHandler {
  private final OidcClientInitiatedLogoutSuccessHandler provider;

  SignOut(ClientRegistrationRepository clients, ApiProperties properties) {
    URI address = Objects.requireNonNull(properties.api().pages()).address();
    this.provider = new OidcClientInitiatedLogoutSuccessHandler(clients);
    provider.setPostLogoutRedirectUri(
        (address == null ? "{baseUrl}" : address) + SignedOutPage.PATH);
    provider.setDefaultTargetUrl(SignedOutPage.HERE);
    provider.setRedirectStrategy(SignOut::leave);
  }

  @Override
  public void onLogoutSuccess(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication authentication)
      throws IOException, ServletException {
    provider.onLogoutSuccess(request, response, known(authentication));
  }

  /** As the identity provider knows the person: by its ID token. */
  private static @Nullable Authentication known(@Nullable Authentication authentication) {
    return authentication instanceof SignedIn person
        ? new OAuth2AuthenticationToken(
            new DefaultOidcUser(person.getAuthorities(), person.idToken()),
            person.getAuthorities(),
            SignInConfiguration.PEOPLE)
        : authentication;
  }

  /**
   * A redirect would be part of sending the form, which the content policy keeps here; so a page
   * leads on.
   */
  private static void leave(HttpServletRequest request, HttpServletResponse response, String there)
      throws IOException {
    if (there.equals(SignedOutPage.HERE)) {
      response.sendRedirect(there);
      return;
    }
    request.setAttribute(SignedOutPage.NEXT, there);
    try {
      request.getRequestDispatcher(SignedOutPage.LEAVING).forward(request, response);
    } catch (ServletException e) {
      throw new IOException(e);
    }
  }
}
