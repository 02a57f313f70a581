package dev.mlharness.sandbox.secrets;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** For tests: makes a secret older than it is, or lets it expire. */
@RestController
class SecretDateController {

  private final PrincipalSecrets secrets;

  SecretDateController(PrincipalSecrets secrets) {
    this.secrets = secrets;
  }

  @PatchMapping("/sandbox/servicePrincipals/{owner}/secrets/{id}")
  PrincipalSecretController.Shown date(
      @PathVariable String owner, @PathVariable String id, @RequestBody Dates dates) {
    return PrincipalSecretController.Shown.of(
        secrets.date(owner, id, dates.createTime, dates.expireTime), null);
  }

  private record Dates(@Nullable Instant createTime, @Nullable Instant expireTime) {}
}
