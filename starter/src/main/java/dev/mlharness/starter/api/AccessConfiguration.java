package dev.mlharness.starter.api;

import dev.mlharness.starter.api.ApiProperties.PeopleProperties;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Who is let in: issuer, audience and algorithms are pinned, and what nobody opened is closed. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {
  /** Asymmetric ones only: with a symmetric one, whoever can verify could sign. */
  public static final List<SignatureAlgorithm> ALGORITHMS =
      List.of(
          SignatureAlgorithm.RS256,
          SignatureAlgorithm.PS256,
          SignatureAlgorithm.ES256,
          SignatureAlgorithm.ES384);

  /** What identity providers call an access or an ID token; RFC 9068 has the second. */
  private static final List<String> TYPES = List.of("JWT", "at+jwt", "application/at+jwt");

  @Bean
  SecurityFilterChain access(
      HttpSecurity http, ApiProperties properties, Refusals refusals, RequestBudget budget) {
    PeopleProperties people = people(properties);
    return http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/actuator/health/**", "/openapi.json", "/hooks/*")
                    .permitAll()
                    .requestMatchers("/v1/**")
                    .authenticated()
                    .anyRequest()
                    .denyAll())
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationEntryPoint(refusals)
                    .accessDeniedHandler(refusals)
                    .withObjectPostProcessor(toldBy(refusals))
                    .protectedResourceMetadata(
                        metadata ->
                            metadata.protectedResourceMetadataCustomizer(
                                document -> LoginHints.add(document, properties)))
                    .jwt(
                        jwt ->
                            jwt.jwtAuthenticationConverter(
                                new PersonTokens(people, properties.api().roles()))))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .addFilterAfter(budget, BearerTokenAuthenticationFilter.class)
        .build();
  }

  /**
   * Else Spring throws on that the identity provider is away, and the answer says nothing of it.
   */
  private static ObjectPostProcessor<BearerTokenAuthenticationFilter> toldBy(Refusals refusals) {
    return new ObjectPostProcessor<>() {
      @Override
      public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
        filter.setAuthenticationFailureHandler(refusals::commence);
        return filter;
      }
    };
  }

  /** What no browser and no client sends: a backslash in a path, an unknown method. */
  @Bean
  RequestRejectedHandler rejected() {
    return (request, response, rejection) ->
        Problems.write(response, HttpStatus.BAD_REQUEST, String.valueOf(rejection.getMessage()));
  }

  @Bean
  JwtDecoder tokens(ApiProperties properties) {
    PeopleProperties people = people(properties);
    URI issuer = needed(people.issuer(), "mlharness.people.issuer");
    String audience = needed(people.audience(), "mlharness.people.audience");
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(new PeopleKeys(issuer, people.keys()))
            .jwsAlgorithms(known -> known.addAll(ALGORITHMS))
            .build();
    decoder.setJwtValidator(rules(issuer, audience));
    return decoder;
  }

  private static OAuth2TokenValidator<Jwt> rules(URI issuer, String audience) {
    JwtTypeValidator types = new JwtTypeValidator(TYPES);
    types.setAllowEmpty(true);
    return JwtValidators.createDefaultWithValidators(
        List.of(
            types,
            new JwtIssuerValidator(issuer.toString()),
            new JwtAudienceValidator(audience),
            new JwtClaimValidator<Object>("exp", expiry -> expiry != null),
            new JwtClaimValidator<Object>("sub", subject -> subject != null)));
  }

  public static PeopleProperties people(ApiProperties properties) {
    return needed(properties.people(), "mlharness.people");
  }

  private static <T> T needed(@Nullable T value, String key) {
    if (value == null) {
      throw new InvalidConfigurationPropertyValueException(
          key, null, "The API must know the identity provider of people: set issuer and audience.");
    }
    return value;
  }
}
