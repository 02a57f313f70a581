package dev.mlharness.sandbox.idp;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/**
 * Where people show name and password, as HTTP Basic: at what a browser opens, and nowhere else.
 */
final class SignIn implements AuthenticationConverter {
  private static final Set<String> ENDPOINTS =
      Set.of("/oauth2/authorize", DeviceFlow.ACTIVATE, DeviceFlow.CONSENT, DeviceFlow.VERIFICATION);

  private final AuthenticationConverter basic = new BasicAuthenticationConverter();

  /** To stand before the filters of the authorization server, which expect somebody known. */
  static BasicAuthenticationFilter filter(UserDetailsService people) {
    var challenge = new BasicAuthenticationEntryPoint();
    challenge.setRealmName("sandbox");
    var filter =
        new BasicAuthenticationFilter(
            new ProviderManager(new DaoAuthenticationProvider(people)), challenge);
    filter.setAuthenticationConverter(new SignIn());
    return filter;
  }

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    if (!ENDPOINTS.contains(request.getRequestURI())) {
      return null;
    }
    Authentication shown = basic.convert(request);
    if (shown == null) {
      throw new AuthenticationCredentialsNotFoundException("Sign in with name and password.");
    }
    return shown;
  }
}
