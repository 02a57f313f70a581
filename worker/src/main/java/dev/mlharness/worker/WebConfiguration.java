package dev.mlharness.worker;

import dev.mlharness.encryption.EncryptionCodec;
import dev.mlharness.worker.HarnessProperties.CodecServerProperties;
import io.temporal.payload.codec.PayloadCodec;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;

/**
 * What the worker answers over HTTP, and to whom: health and metrics, and payloads if asked for.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
  private static final String CODEC = "mlharness.codec-server";
  private static final String GROUP = "GROUP_";

  /** Whoever reaches the management address; it is the loopback one unless somebody widens it. */
  @Bean
  @Order(2)
  SecurityFilterChain management(HttpSecurity http) {
    return stateless(http)
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/actuator/**")
                    .permitAll()
                    // The desk reads the token itself: what it says of a person is its business.
                    .requestMatchers(HttpMethod.POST, "/v1/starts")
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .build();
  }

  @Bean
  @Order(1)
  @ConditionalOnProperty(CODEC + ".origin")
  SecurityFilterChain codecServer(HttpSecurity http, HarnessProperties properties) {
    CodecServerProperties codec = required(properties.codecServer(), "");
    JwtDecoder tokens =
        tokens(required(codec.issuer(), ".issuer"), required(codec.audience(), ".audience"));
    CorsConfiguration cors = cors(required(codec.origin(), ".origin"));
    return stateless(http)
        .securityMatcher("/codec/**")
        .cors(configurer -> configurer.configurationSource(request -> cors))
        .oauth2ResourceServer(
            server -> server.jwt(jwt -> jwt.decoder(tokens).jwtAuthenticationConverter(byGroups())))
        .authorizeHttpRequests(
            requests -> {
              if (codec.groups().isEmpty()) {
                requests.anyRequest().authenticated();
              } else {
                requests
                    .anyRequest()
                    .hasAnyAuthority(
                        codec.groups().stream().map(GROUP::concat).toArray(String[]::new));
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

  /**
   * Asks the issuer for its keys at the first token: it need not be there when the worker starts.
   */
  private static JwtDecoder tokens(URI issuer, String audience) {
    return new SupplierJwtDecoder(
        () -> {
          NimbusJwtDecoder decoder =
              NimbusJwtDecoder.withIssuerLocation(issuer.toString())
                  .jwsAlgorithms(
                      algorithms ->
                          algorithms.addAll(
                              List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256)))
                  .build();
          decoder.setJwtValidator(
              new DelegatingOAuth2TokenValidator<>(
                  JwtValidators.createDefaultWithIssuer(issuer.toString()),
                  new JwtAudienceValidator(audience)));
          return decoder;
        });
  }

  private static JwtAuthenticationConverter byGroups() {
    JwtGrantedAuthoritiesConverter groups = new JwtGrantedAuthoritiesConverter();
    groups.setAuthoritiesClaimName("groups");
    groups.setAuthorityPrefix(GROUP);
    JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
    converter.setJwtGrantedAuthoritiesConverter(groups);
    return converter;
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
