package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.RequestBudget;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who sees pages: whoever has signed in, in a session that a cookie names. What a page may load and
 * do is closed but for what these pages do.
 */
@Configuration(proxyBeanMethods = false)
@OnPages
class PagesAccess {
  private static final String CONTENT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

  @Bean
  @Order(1)
  SecurityFilterChain pages(
      HttpSecurity http,
      ProvenPeople people,
      SignInFirst signIn,
      SignOut signOut,
      RequestBudget budget) {
    AccessDeniedHandlerImpl denied = new AccessDeniedHandlerImpl();
    denied.setErrorPage(RefusedPage.PATH);
    return http.securityMatcher(new PagePaths())
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers("/assets/**", "/webjars/**", SignedOutPage.PATH)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .oauth2Login(
            login ->
                login
                    .loginPage(SignInFirst.START)
                    .loginProcessingUrl(SignInConfiguration.SIGNED_IN)
                    .authorizedClientRepository(new KeepsNothing())
                    .userInfoEndpoint(user -> user.oidcUserService(people))
                    .successHandler(begin())
                    .failureUrl(SignedOutPage.PATH + "?refused"))
        .logout(logout -> logout.logoutSuccessHandler(signOut))
        .securityContext(context -> context.securityContextRepository(sessions))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(signIn).accessDeniedHandler(denied))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
        .addFilterBefore(budget.telling(RefusedPage::tooMany), AnonymousAuthenticationFilter.class)
        .addFilterAfter(new SpentSessions(), AnonymousAuthenticationFilter.class)
        .build();
  }

  /** The session keeps the person's proof, as a bearer brings it: in memory, and no longer. */
  private AuthenticationSuccessHandler begin() {
    SavedRequestAwareAuthenticationSuccessHandler back =
        new SavedRequestAwareAuthenticationSuccessHandler();
    return (request, response, signedIn) -> {
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      if (signedIn.getPrincipal() instanceof ProvenPeople.Proven proven) {
        context.setAuthentication(new SignedIn(proven.person(), proven.getIdToken()));
      }
      SecurityContextHolder.setContext(context);
      sessions.saveContext(context, request, response);
      back.onAuthenticationSuccess(request, response, signedIn);
    };
  }

  /** Nobody asks for the other tokens of a sign-in again. */
  private static final class KeepsNothing implements OAuth2AuthorizedClientRepository {
    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // As the interface has it.
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
        String registration, Authentication principal, HttpServletRequest request) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient client,
        Authentication principal,
        HttpServletRequest request,
        HttpServletResponse response) {}

    @Override
    public void removeAuthorizedClient(
        String registration,
        Authentication principal,
        HttpServletRequest request,
        HttpServletResponse response) {}
  }
}
