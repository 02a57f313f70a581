package dev.mlharness.starter.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Tells pages from the rest: whatever is not for programs is for people. */
final class PagePaths implements RequestMatcher {
  private final RequestMatcher pages =
      new NegatedRequestMatcher(
          new OrRequestMatcher(
              Stream.of("/v1/**", "/hooks/**", "/actuator/**", "/openapi.json", "/.well-known/**")
                  .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                  .toList()));

  @Override
  public boolean matches(HttpServletRequest request) {
    return pages.matches(request);
  }
}
