package dev.mlharness.worker;

import dev.mlharness.activities.admission.People;
import dev.mlharness.activities.admission.PeopleIssuer;
import dev.mlharness.activities.admission.PersonOf;
import dev.mlharness.encryption.EncryptionCodec;
import dev.mlharness.worker.HarnessProperties.CodecServerProperties;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;

/**
 * What the worker answers over HTTP, and to whom: health and metrics, and payloads if asked for.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
  private static final String CODEC = "mlharness.codec-server";
  private static final String GROUPS_CLAIM = "groups";

  /** Whoever reaches the management address; it is the loopback one unless somebody widens it. */
  @Bean
  @Order(3)
  SecurityFilterChain management(HttpSecurity http) {
    return stateless(http)
        .authorizeHttpRequests(
            requests -> requests.requestMatchers("/actuator/**").permitAll().anyRequest().denyAll())
        .build();
  }

  @Bean
  @Order(2)
  @ConditionalOnProperty("mlharness.people.issuer")
  SecurityFilterChain desk(HttpSecurity http, PersonOf people) {
    return forPeople(http, people)
        .securityMatcher("/v1/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .build();
  }

  @Bean
  @Order(1)
  @ConditionalOnProperty(CODEC + ".origin")
  SecurityFilterChain codecServer(HttpSecurity http, HarnessProperties properties) {
    CodecServerProperties codec = required(properties.codecServer(), "");
    PersonOf people =
        new People(
            new PeopleIssuer(
                required(codec.issuer(), ".issuer"),
                required(codec.audience(), ".audience"),
                null,
                "sub",
                GROUPS_CLAIM));
    CorsConfiguration cors = cors(required(codec.origin(), ".origin"));
    return forPeople(http, people)
        .securityMatcher("/codec/**")
        .cors(configurer -> configurer.configurationSource(request -> cors))
        .authorizeHttpRequests(
            requests -> {
              if (codec.groups().isEmpty()) {
                requests.anyRequest().authenticated();
              } else {
                requests
                    .anyRequest()
                    .hasAnyAuthority(
                        codec.groups().stream().map(PeopleTokens::memberOf).toArray(String[]::new));
              }
            })
        .build();
  }

  @Bean
  @ConditionalOnProperty(CODEC + ".origin")
  PayloadCodec payloadCodec(HarnessProperties properties) {
    return new EncryptionCodec(
        PayloadKeys.of(properties)
            .orElseThrow(
                () ->
                    new ConfigurationProblem(
                        CODEC,
                        "configured without keys to decrypt with",
                        "Set mlharness.encryption.key-file, or remove the codec server.")));
  }

  private static HttpSecurity stateless(HttpSecurity http) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }

  private static HttpSecurity forPeople(HttpSecurity http, PersonOf people) {
    PeopleTokens tokens = new PeopleTokens(people);
    RefusedTokens refused = new RefusedTokens();
    return stateless(http)
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationManagerResolver(request -> tokens)
                    .authenticationEntryPoint(refused));
  }

  private static CorsConfiguration cors(String origin) {
    CorsConfiguration cors = new CorsConfiguration();
    cors.setAllowedOrigins(List.of(origin));
    cors.setAllowedMethods(List.of("POST"));
    cors.setAllowedHeaders(List.of("Authorization", "Content-Type", "X-Namespace"));
    return cors;
  }

  private static <T> T required(@Nullable T value, String key) {
    if (value == null) {
      throw new ConfigurationProblem(
          CODEC + key,
          "not set",
          "A codec server needs origin (of the Temporal UI), issuer and audience (of the tokens it takes).");
    }
    return value;
  }
}
