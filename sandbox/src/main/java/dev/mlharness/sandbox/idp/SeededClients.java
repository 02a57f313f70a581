package dev.mlharness.sandbox.idp;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.access.SecretFile;
import dev.mlharness.sandbox.seed.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The clients of the seed. A program gets a secret at start, kept in {@code HOME/clients/ID} and
 * nowhere else, or shows the token of its platform. A client by which people sign in has none: it
 * proves with PKCE that the one who asked is the one who is answered, or people compare a code
 * (device flow).
 */
final class SeededClients implements RegisteredClientRepository {

  private final Map<String, ClientSeed> seeds = new LinkedHashMap<>();
  private final Map<String, RegisteredClient> clients = new ConcurrentHashMap<>();

  SeededClients(SandboxSettings settings, Seed seed) {
    Path folder = settings.home().resolve("clients");
    for (ClientSeed client :
        seed.section("clients", ClientSeed[].class).orElse(new ClientSeed[0])) {
      seeds.put(client.clientId, client);
      clients.put(
          client.clientId,
          client(client, folder).tokenSettings(lives(settings.idp().tokenLife())).build());
    }
  }

  private static RegisteredClient.Builder client(ClientSeed client, Path folder) {
    if (Boolean.TRUE.equals(client.device)) {
      return forDevices(client);
    }
    if (client.workload != null) {
      return forWorkloads(client);
    }
    return client.redirectUri == null
        ? program(client, new SecretFile(folder.resolve(client.clientId)).writeRandom())
        : forPeople(client, client.redirectUri);
  }

  /** The subject of the workload that the client is; null: it is none. */
  @Nullable String workload(String clientId) {
    return Objects.requireNonNull(seeds.get(clientId)).workload;
  }

  /** For whom a person's tokens are that this client gets. */
  List<String> audience(String clientId) {
    ClientSeed seed = Objects.requireNonNull(seeds.get(clientId));
    return seed.audience == null ? List.of(clientId) : seed.audience;
  }

  /** Adds to a program's token what the seed says about it. */
  void describe(String clientId, JwtClaimsSet.Builder claims) {
    ClientSeed seed = Objects.requireNonNull(seeds.get(clientId));
    claims.audience(audience(clientId));
    claims.claim("groups", seed.groups == null ? List.of() : seed.groups);
    if (seed.email != null) {
      claims.claim("email", seed.email);
    }
  }

  private static RegisteredClient.Builder program(ClientSeed client, String secret) {
    return RegisteredClient.withId(client.clientId)
        .clientId(client.clientId)
        .clientSecret("{noop}" + secret)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
  }

  /** A program that shows the token of the platform that it runs on. */
  private static RegisteredClient.Builder forWorkloads(ClientSeed client) {
    return RegisteredClient.withId(client.clientId)
        .clientId(client.clientId)
        .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
  }

  private static RegisteredClient.Builder forPeople(ClientSeed client, String redirectUri) {
    return RegisteredClient.withId(client.clientId)
        .clientId(client.clientId)
        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(redirectUri)
        .postLogoutRedirectUris(
            uris -> Optional.ofNullable(client.postLogoutRedirectUri).ifPresent(uris::add))
        .scope(OidcScopes.OPENID)
        .clientSettings(ClientSettings.builder().requireProofKey(true).build());
  }

  /** People confirm, in a browser anywhere, what a program without one asks for. */
  private static RegisteredClient.Builder forDevices(ClientSeed client) {
    return RegisteredClient.withId(client.clientId)
        .clientId(client.clientId)
        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
        .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
        .scope(OidcScopes.PROFILE)
        .scope(OidcScopes.EMAIL)
        .clientSettings(ClientSettings.builder().requireAuthorizationConsent(true).build());
  }

  private static TokenSettings lives(Duration life) {
    return TokenSettings.builder().accessTokenTimeToLive(life).build();
  }

  /** Spring calls this when it has hashed a secret that was compared for the first time. */
  @Override
  public void save(RegisteredClient client) {
    clients.put(client.getClientId(), client);
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return clients.get(id);
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    return clients.get(clientId);
  }

  /**
   * @param audience of the tokens; null: the client itself
   * @param redirectUri where people come back to, on any port
   * @param postLogoutRedirectUri where they come back to when they have signed out, on any port
   * @param device whether people sign in by the device flow; neither: the client is a program
   * @param workload the subject of the tokens by which a program shows who it is; null: it has a
   *     secret
   * @param email how a program is called where people are
   */
  private record ClientSeed(
      String clientId,
      @Nullable List<String> audience,
      @Nullable List<String> groups,
      @Nullable String redirectUri,
      @Nullable String postLogoutRedirectUri,
      @Nullable Boolean device,
      @Nullable String workload,
      @Nullable String email) {}
}
