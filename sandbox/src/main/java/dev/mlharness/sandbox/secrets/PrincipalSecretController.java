package dev.mlharness.sandbox.secrets;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.faults.Effects;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.identity.Principal.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Secrets of a service principal, through the account's path or the workspace's; for admins. */
@RestController
@RequestMapping({
  "/api/2.0/accounts/{account}/servicePrincipals/{owner}/credentials/secrets",
  "/api/2.0/accounts/servicePrincipals/{owner}/credentials/secrets"
})
class PrincipalSecretController {

  private static final Duration LONGEST_LIFE = Duration.ofDays(730);
  private static final Pattern SECONDS = Pattern.compile("([1-9]\\d{0,7})s");

  private final PrincipalSecrets secrets;
  private final Directory directory;
  private final Effects effects;

  PrincipalSecretController(PrincipalSecrets secrets, Directory directory, Effects effects) {
    this.secrets = secrets;
    this.directory = directory;
    this.effects = effects;
  }

  @ModelAttribute
  void onlyAdmins(@AuthenticationPrincipal Caller caller, @PathVariable String owner) {
    if (!caller.admin()) {
      throw ApiException.denied("Only an admin may see or change secrets of service principals.");
    }
    boolean known =
        directory
            .byId(owner)
            .filter(principal -> principal.kind() == Kind.SERVICE_PRINCIPAL)
            .isPresent();
    if (!known) {
      throw ApiException.missing("Service principal", owner);
    }
  }

  @GetMapping
  Map<String, List<Shown>> list(@PathVariable String owner) {
    return Map.of("secrets", secrets.of(owner).stream().map(each -> Shown.of(each, null)).toList());
  }

  @PostMapping
  Shown create(@PathVariable String owner, @RequestBody(required = false) @Nullable Wanted wanted) {
    var made = secrets.create(owner, life(wanted == null ? null : wanted.lifetime));
    effects.count("principal-secret", owner);
    return Shown.of(made.record(), made.value());
  }

  @DeleteMapping("/{id}")
  Map<String, String> delete(@PathVariable String owner, @PathVariable String id) {
    secrets.delete(owner, id);
    return Map.of();
  }

  private static Duration life(@Nullable String lifetime) {
    if (lifetime == null) {
      return LONGEST_LIFE;
    }
    var seconds = SECONDS.matcher(lifetime);
    Duration life =
        seconds.matches() ? Duration.ofSeconds(Long.parseLong(seconds.group(1))) : Duration.ZERO;
    if (life.isZero() || life.compareTo(LONGEST_LIFE) > 0) {
      throw ApiException.invalid(
          "lifetime is '%s', and must be a number of seconds such as 3600s, at most %ds."
              .formatted(lifetime, LONGEST_LIFE.toSeconds()));
    }
    return life;
  }

  private record Wanted(@Nullable String lifetime) {}

  /** What callers see of a secret; its value only in the answer to its creation. */
  record Shown(
      String id,
      @Nullable String secret,
      String secretHash,
      String status,
      String createTime,
      String updateTime,
      String expireTime) {

    static Shown of(SecretRecord kept, @Nullable String value) {
      return new Shown(
          kept.id(),
          value,
          kept.secretHash(),
          kept.validAt(Instant.now()) ? "ACTIVE" : "EXPIRED",
          kept.created().toString(),
          kept.created().toString(),
          kept.expires().toString());
    }
  }
}
