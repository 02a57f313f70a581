package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.AccessConfiguration;
import dev.mlharness.starter.api.ApiProperties;
import dev.mlharness.starter.api.ApiProperties.Pages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** The pages as a client of the identity provider of people. */
@Configuration(proxyBeanMethods = false)
@OnPages
class SignInConfiguration {
  /** The name of the only client; it stands in no address that people see. */
  static final String PEOPLE = "people";

  /** Where the identity provider sends people back to. */
  static final String SIGNED_IN = "/signed-in";

  @Bean
  ClientRegistrationRepository pagesClient(ApiProperties properties) {
    // Not before somebody signs in: the identity provider may be started after the API.
    return new SupplierClientRegistrationRepository(
        () -> new InMemoryClientRegistrationRepository(client(properties)));
  }

  /** ID tokens are read with the algorithms that the API pins. */
  @Bean
  JwtDecoderFactory<ClientRegistration> idTokens() {
    return client -> {
      NimbusJwtDecoder decoder =
          NimbusJwtDecoder.withJwkSetUri(
                  Objects.requireNonNull(client.getProviderDetails().getJwkSetUri()))
              .jwsAlgorithms(known -> known.addAll(AccessConfiguration.ALGORITHMS))
              .build();
      decoder.setJwtValidator(
          new DelegatingOAuth2TokenValidator<>(
              new JwtTimestampValidator(), new OidcIdTokenValidator(client)));
      return decoder;
    };
  }

  private static ClientRegistration client(ApiProperties properties) {
    Pages pages = Objects.requireNonNull(properties.api().pages());
    URI issuer = Objects.requireNonNull(AccessConfiguration.people(properties).issuer());
    String secret = secret(pages.clientSecretFile());
    ClientRegistration.Builder client =
        ClientRegistrations.fromIssuerLocation(issuer.toString())
            .registrationId(PEOPLE)
            .clientId(pages.clientId())
            .scope(pages.scopes())
            .redirectUri((pages.address() == null ? "{baseUrl}" : pages.address()) + SIGNED_IN)
            .clientSettings(
                ClientRegistration.ClientSettings.builder().requireProofKey(true).build());
    return secret == null
        ? client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE).build()
        : client.clientSecret(secret).build();
  }

  private static @Nullable String secret(@Nullable Path file) {
    try {
      return file == null ? null : Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "mlharness.api.pages.client-secret-file cannot be read: " + file, e);
    }
  }
}
