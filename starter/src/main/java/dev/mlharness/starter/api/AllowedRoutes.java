package dev.mlharness.starter.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets through whom the route allows. */
@Component
final class AllowedRoutes implements HandlerInterceptor {
  private static final String OURS = "dev.mlharness.";

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    // Not by the address: the same route has many, /%761 among them.
    if (!(handler instanceof HandlerMethod method)
        || !method.getBeanType().getPackageName().startsWith(OURS)) {
      return true;
    }
    Allowed allowed = method.getMethodAnnotation(Allowed.class);
    if (allowed == null) {
      throw new AccessDeniedException("Nobody has opened this route.");
    }
    if (allowed.value().length > 0 && !hasOneOf(allowed.value())) {
      throw new AccessDeniedException(
          "This takes the role %s, which none of your groups has. Ask whoever keeps mlharness.api.roles."
              .formatted(
                  Arrays.stream(allowed.value())
                      .map(ApiRole::word)
                      .collect(Collectors.joining(" or "))));
    }
    return true;
  }

  private static boolean hasOneOf(ApiRole... roles) {
    return Arrays.stream(roles).anyMatch(AllowedRoutes::callerIs);
  }

  /** Whether whoever makes this request has the role. */
  static boolean callerIs(ApiRole role) {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    return caller != null
        && caller.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .anyMatch(role.authority()::equals);
  }
}
