package dev.mlharness.sandbox.access;

import dev.mlharness.sandbox.identity.Caller;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A caller whose token was in order. The token itself is not kept. */
final class CallerAuthentication extends AbstractAuthenticationToken {

  static final String ADMIN = "ADMIN";

  private final transient Caller caller;

  CallerAuthentication(Caller caller) {
    super(caller.admin() ? List.of(new SimpleGrantedAuthority(ADMIN)) : List.of());
    this.caller = caller;
    setAuthenticated(true);
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }
}
