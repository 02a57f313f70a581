package dev.mlharness.sandbox.idp;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.seed.Seed;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.web.HttpRequestHandler;

/**
 * Spring Authorization Server: discovery, JWKS, client credentials for programs, and for people the
 * authorization code with PKCE or the device flow, who show name and password as HTTP Basic.
 *
 * <p>Not a {@code @Configuration}, so that the workspace's component scan passes it by.
 */
@EnableWebSecurity
@ImportAutoConfiguration({
  PropertyPlaceholderAutoConfiguration.class,
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  SecurityFilterAutoConfiguration.class
})
class IdentityProviderServer {

  @Bean
  SecurityFilterChain endpoints(
      HttpSecurity http,
      SandboxSettings settings,
      SeededPeople people,
      SeededClients clients,
      JwtDecoder tokens)
      throws Exception {
    var workloads = new TrustedWorkloads(clients, tokens, settings.idp().issuer());
    return http.oauth2AuthorizationServer(
            server ->
                DeviceFlow.in(server.oidc(oidc -> oidc.logoutEndpoint(SignOut::in)), clients)
                    .clientAuthentication(client -> client.authenticationProvider(workloads)))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .addFilterBefore(SignIn.filter(people), LogoutFilter.class)
        .build();
  }

  @Bean
  AuthorizationServerSettings issuer(SandboxSettings settings) {
    return AuthorizationServerSettings.builder().issuer(settings.idp().issuer()).build();
  }

  /** Where people type the code that a program shows them. */
  @Bean(DeviceFlow.ACTIVATE)
  HttpRequestHandler activate() {
    return DevicePages::code;
  }

  /** Where people say yes or no to it. */
  @Bean(DeviceFlow.CONSENT)
  HttpRequestHandler consent() {
    return DevicePages::consent;
  }

  /** Made at every start and kept nowhere: whoever verifies a token fetches the keys anew. */
  @Bean
  JWKSource<SecurityContext> signingKey() throws JOSEException {
    var key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    return new ImmutableJWKSet<>(new JWKSet(key));
  }

  @Bean
  JwtDecoder ownTokens(JWKSource<SecurityContext> key) {
    return OAuth2AuthorizationServerConfiguration.jwtDecoder(key);
  }

  @Bean
  SeededClients clients(SandboxSettings settings, Seed seed) {
    return new SeededClients(settings, seed);
  }

  @Bean
  SeededPeople people(SandboxSettings settings, Seed seed) {
    return new SeededPeople(settings, seed);
  }

  /** What a token says of a program or a person is what the seed says. */
  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claims(SeededClients clients, SeededPeople people) {
    return token -> {
      if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(token.getAuthorizationGrantType())) {
        clients.describe(token.getRegisteredClient().getClientId(), token.getClaims());
      } else {
        Authentication person = Objects.requireNonNull(token.getPrincipal());
        people.describe(person.getName(), token.getClaims());
        if (AuthorizationGrantType.DEVICE_CODE.equals(token.getAuthorizationGrantType())
            || AuthorizationGrantType.REFRESH_TOKEN.equals(token.getAuthorizationGrantType())) {
          token.getClaims().audience(clients.audience(token.getRegisteredClient().getClientId()));
        }
      }
    };
  }

  @Bean
  ProjectedTokens projectedTokens(
      SandboxSettings settings, Seed seed, JWKSource<SecurityContext> key) {
    return new ProjectedTokens(settings, seed, new NimbusJwtEncoder(key));
  }
}
