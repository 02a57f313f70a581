package dev.mlharness.sandbox.access;

import dev.mlharness.sandbox.api.ApiError;
import dev.mlharness.sandbox.api.ErrorCode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/** Every request to the API carries a valid token; the sandbox's own switches are for its admin. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class AccessRules {

  private final JsonMapper json;

  AccessRules(JsonMapper json) {
    this.json = json;
  }

  @Bean
  SecurityFilterChain rules(HttpSecurity http, BearerTokens bearerTokens) throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/api/**", "/serving-endpoints/**", "/v1/**")
                    .authenticated()
                    .requestMatchers("/sandbox/**")
                    .hasAuthority(CallerAuthentication.ADMIN)
                    .anyRequest()
                    .permitAll())
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationManagerResolver(request -> bearerTokens)
                    .authenticationEntryPoint((request, answer, e) -> unauthenticated(answer))
                    .accessDeniedHandler((request, answer, e) -> denied(answer)))
        .build();
  }

  private void unauthenticated(HttpServletResponse answer) throws IOException {
    answer.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"DatabricksRealm\"");
    refuse(
        answer,
        ErrorCode.UNAUTHENTICATED,
        "Credential was not sent or was of an unsupported type for this API, or is no longer valid.");
  }

  private void denied(HttpServletResponse answer) throws IOException {
    refuse(answer, ErrorCode.PERMISSION_DENIED, "Only an admin of the workspace may do this.");
  }

  private void refuse(HttpServletResponse answer, ErrorCode code, String message)
      throws IOException {
    answer.setStatus(code.status().value());
    answer.setContentType(MediaType.APPLICATION_JSON_VALUE);
    json.writeValue(answer.getOutputStream(), ApiError.of(code, message));
  }
}
