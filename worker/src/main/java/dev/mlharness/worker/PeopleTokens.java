package dev.mlharness.worker;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.Person;
import dev.mlharness.activities.admission.PersonOf;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * Lets in whoever shows a token that says who they are. All that the worker answers to people
 * passes here, and {@link dev.mlharness.activities.admission.People} alone reads tokens.
 */
final class PeopleTokens implements AuthenticationManager {
  private static final String GROUP = "GROUP_";

  private final PersonOf people;

  PeopleTokens(PersonOf people) {
    this.people = people;
  }

  /** What somebody in this group may be asked for. */
  static String memberOf(String group) {
    return GROUP + group;
  }

  @Override
  public Authentication authenticate(Authentication request) {
    String token = ((BearerTokenAuthenticationToken) request).getToken();
    try {
      Person person = people.of(token);
      // The token itself is not kept.
      return new PreAuthenticatedAuthenticationToken(person, "", groups(person));
    } catch (ApplicationFailure failure) {
      if (failure.getType().equals(FailureType.ACCESS_DENIED.name())) {
        throw new InvalidBearerTokenException(failure.getOriginalMessage());
      }
      throw new Unavailable(failure.getOriginalMessage());
    }
  }

  private static List<? extends GrantedAuthority> groups(Person person) {
    return person.groups().stream()
        .map(group -> new SimpleGrantedAuthority(memberOf(group)))
        .toList();
  }

  /** Nobody can say at the moment who the bearer is. */
  static final class Unavailable extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    Unavailable(String message) {
      super(message);
    }
  }
}
