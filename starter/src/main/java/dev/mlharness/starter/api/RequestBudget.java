package dev.mlharness.starter.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** So many requests a minute for each person, and for each address of those not known. */
public final class RequestBudget extends OncePerRequestFilter {
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int PEOPLE_REMEMBERED = 10_000;

  private final RateLimiterConfig config;
  private final Cache<String, RateLimiter> limiters;
  private final Refusal refusal;

  RequestBudget(int requestsPerMinute) {
    this(
        RateLimiterConfig.custom()
            .limitForPeriod(requestsPerMinute)
            .limitRefreshPeriod(PERIOD)
            .timeoutDuration(Duration.ZERO)
            .build(),
        Caffeine.newBuilder()
            .maximumSize(PEOPLE_REMEMBERED)
            .expireAfterAccess(PERIOD.multipliedBy(2))
            .build(),
        (request, response, limit) ->
            Problems.write(
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "More than %d requests in a minute. Wait, or ask for the events of a pipeline instead of polling it."
                    .formatted(limit)));
  }

  private RequestBudget(
      RateLimiterConfig config, Cache<String, RateLimiter> limiters, Refusal refusal) {
    this.config = config;
    this.limiters = limiters;
    this.refusal = refusal;
  }

  /** The same budget, for those to whom its end must be told in another way. */
  public RequestBudget telling(Refusal otherwise) {
    return new RequestBudget(config, limiters, otherwise);
  }

  /**
   * Counts a request that was refused because its token proves nobody, against the address that it
   * came from; those whose tokens prove somebody are not counted, and never held up.
   *
   * @return whether there were too many in this minute, and the answer says so
   */
  boolean spentOnRefusals(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (limiter("refused " + request.getRemoteAddr()).acquirePermission()) {
      return false;
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(PERIOD.toSeconds()));
    Problems.write(
        response,
        HttpStatus.TOO_MANY_REQUESTS,
        "More than %d tokens from your address proved nobody in a minute. Sign in again, or wait."
            .formatted(config.getLimitForPeriod()));
    return true;
  }

  private RateLimiter limiter(String who) {
    return limiters.get(who, name -> RateLimiter.of("api", config));
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/actuator/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (limiter(who(request)).acquirePermission()) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(PERIOD.toSeconds()));
    refusal.tell(request, response, config.getLimitForPeriod());
  }

  private static String who(HttpServletRequest request) {
    Principal known = SecurityContextHolder.getContext().getAuthentication();
    return known == null ? "address " + request.getRemoteAddr() : "person " + known.getName();
  }

  /** How somebody is told that the budget is spent. */
  public interface Refusal {
    void tell(HttpServletRequest request, HttpServletResponse response, int limit)
        throws ServletException, IOException;
  }

  /** In the chain of Spring Security only, where it is known who asks. */
  @Configuration(proxyBeanMethods = false)
  static class Wiring {
    @Bean
    RequestBudget requestBudget(ApiProperties properties) {
      return new RequestBudget(properties.api().requestsPerMinute());
    }

    @Bean
    FilterRegistrationBean<RequestBudget> notTwice(RequestBudget budget) {
      var registration = new FilterRegistrationBean<>(budget);
      registration.setEnabled(false);
      return registration;
    }
  }
}
