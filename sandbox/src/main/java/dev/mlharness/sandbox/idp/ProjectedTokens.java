package dev.mlharness.sandbox.idp;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.access.SecretFile;
import dev.mlharness.sandbox.seed.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/**
 * Writes each workload's identity token to a file and keeps it fresh, as Kubernetes projects
 * service account tokens: whoever reads the file at the moment of use has a valid one.
 */
final class ProjectedTokens implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProjectedTokens.class);

  private final String issuer;
  private final Duration usualLife;
  private final Path folder;
  private final Seed seed;
  private final JwtEncoder encoder;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "projected-tokens");
            thread.setDaemon(true);
            return thread;
          });

  ProjectedTokens(SandboxSettings settings, Seed seed, JwtEncoder encoder) {
    this.issuer = settings.idp().issuer();
    this.usualLife = settings.idp().tokenLife();
    this.folder = settings.tokensFolder();
    this.seed = seed;
    this.encoder = encoder;
  }

  /** Writes every token once before it returns, and again at each third of its life. */
  void start() {
    for (Workload workload : seed.section("workloads", Workload[].class).orElse(new Workload[0])) {
      project(workload);
      long third = life(workload).toMillis() / 3;
      var unused =
          clock.scheduleAtFixedRate(() -> renew(workload), third, third, TimeUnit.MILLISECONDS);
    }
  }

  private void renew(Workload workload) {
    try {
      project(workload);
    } catch (RuntimeException e) {
      // A full disk now is no reason to stop renewing for good.
      log.warn("The token of workload {} was not renewed", workload.name, e);
    }
  }

  private void project(Workload workload) {
    var header = JwsHeader.with(SignatureAlgorithm.RS256).build();
    var now = Instant.now();
    var claims =
        JwtClaimsSet.builder()
            .issuer(issuer)
            .subject(workload.subject)
            .audience(workload.audience)
            .id(UUID.randomUUID().toString())
            .issuedAt(now)
            .notBefore(now)
            .expiresAt(now.plus(life(workload)))
            .claim("groups", workload.groups == null ? List.of() : workload.groups)
            .build();
    String token = encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    new SecretFile(folder.resolve(workload.name)).write(token);
  }

  private Duration life(Workload workload) {
    return workload.lifeSeconds == null ? usualLife : Duration.ofSeconds(workload.lifeSeconds);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private record Workload(
      String name,
      String subject,
      List<String> audience,
      @Nullable List<String> groups,
      @Nullable Long lifeSeconds) {}
}
