package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.AccessConfiguration;
import dev.mlharness.starter.api.ApiProperties;
import dev.mlharness.starter.api.ApiProperties.Pages.Token;
import dev.mlharness.starter.api.PersonTokens;
import java.util.Objects;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Who has signed in: whoever the API would take the person's token for. So a page and a request
 * with the token know the same person, with the same roles.
 */
@Component
@OnPages
final class ProvenPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {
  private final JwtDecoder tokens;
  private final PersonTokens people;
  private final Token which;

  ProvenPeople(ApiProperties properties, JwtDecoder tokens) {
    this.tokens = tokens;
    this.people =
        new PersonTokens(AccessConfiguration.people(properties), properties.api().roles());
    this.which = Objects.requireNonNull(properties.api().pages()).token();
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    String token =
        which == Token.ID
            ? request.getIdToken().getTokenValue()
            : request.getAccessToken().getTokenValue();
    try {
      return new Proven(request, people.convert(tokens.decode(token)));
    } catch (JwtException e) {
      throw new OAuth2AuthenticationException(
          new OAuth2Error(
              "invalid_token", "The token proves nothing here: " + e.getMessage(), null),
          e);
    }
  }

  /** Carries what is proven to where the session begins. */
  static final class Proven extends DefaultOidcUser {
    private static final long serialVersionUID = 1L;
    private final transient JwtAuthenticationToken person;

    Proven(OidcUserRequest request, JwtAuthenticationToken person) {
      super(person.getAuthorities(), request.getIdToken());
      this.person = person;
    }

    JwtAuthenticationToken person() {
      return person;
    }
  }
}
