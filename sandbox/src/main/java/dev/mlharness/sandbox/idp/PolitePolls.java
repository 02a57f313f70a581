package dev.mlharness.sandbox.idp;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Tells a program that asks for its tokens too often to slow down; lets the others pass. */
final class PolitePolls implements AuthenticationConverter {
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

  /**
   * Reads nothing: the one that reads comes after it. Not a provider, as the refusal of one is
   * forgotten when another refuses for its own reason.
   */
  @Override
  public @Nullable Authentication convert(HttpServletRequest poll) {
    String code = poll.getParameter(OAuth2ParameterNames.DEVICE_CODE);
    if (code == null) {
      return null;
    }
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
}
