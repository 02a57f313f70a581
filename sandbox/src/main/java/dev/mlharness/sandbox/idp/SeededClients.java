package dev.mlharness.sandbox.idp;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.access.SecretFile;
import dev.mlharness.sandbox.seed.Seed;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The clients of the seed. Each gets a secret at start, kept in {@code HOME/clients/ID} and nowhere
 * else.
 */
final class SeededClients implements RegisteredClientRepository {

  private final Map<String, ClientSeed> seeds = new LinkedHashMap<>();
  private final Map<String, RegisteredClient> clients = new ConcurrentHashMap<>();

  SeededClients(SandboxSettings settings, Seed seed) {
    var folder = settings.home().resolve("clients");
    for (ClientSeed client :
        seed.section("clients", ClientSeed[].class).orElse(new ClientSeed[0])) {
      String secret = newSecret();
      new SecretFile(folder.resolve(client.clientId)).write(secret);
      seeds.put(client.clientId, client);
      clients.put(client.clientId, registered(client.clientId, secret, settings.idp().tokenLife()));
    }
  }

  /** Adds to a token what the seed says about its client. */
  void describe(String clientId, JwtClaimsSet.Builder claims) {
    Optional.ofNullable(seeds.get(clientId))
        .ifPresent(
            seed -> {
              claims.audience(seed.audience);
              claims.claim("groups", seed.groups == null ? List.of() : seed.groups);
            });
  }

  private static RegisteredClient registered(String clientId, String secret, Duration life) {
    return RegisteredClient.withId(clientId)
        .clientId(clientId)
        .clientSecret("{noop}" + secret)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(life).build())
        .build();
  }

  private static String newSecret() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
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

  private record ClientSeed(
      String clientId, List<String> audience, @Nullable List<String> groups) {}
}
