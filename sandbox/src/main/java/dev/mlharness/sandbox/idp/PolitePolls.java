package dev.mlharness.sandbox.idp;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationToken;

/** Tells a program that asks for its tokens too often to slow down; lets the others pass. */
final class PolitePolls implements AuthenticationProvider {
  /** A little less than the five seconds of RFC 8628, for those who keep to them exactly. */
  private static final Duration INTERVAL = Duration.ofMillis(4500);

  private static final int REMEMBERED = 1000;

  private final Map<String, Instant> polls =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Override
  public @Nullable Authentication authenticate(Authentication poll) {
    String code = ((OAuth2DeviceCodeAuthenticationToken) poll).getDeviceCode();
    Instant now = Instant.now();
    Instant last;
    synchronized (polls) {
      last = polls.put(code, now);
    }
    if (last != null && last.plus(INTERVAL).isAfter(now)) {
      throw new OAuth2AuthenticationException("slow_down");
    }
    return null;
  }

  @Override
  public boolean supports(Class<?> type) {
    return OAuth2DeviceCodeAuthenticationToken.class.isAssignableFrom(type);
  }
}
