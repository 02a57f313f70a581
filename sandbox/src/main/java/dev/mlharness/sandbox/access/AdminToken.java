package dev.mlharness.sandbox.access;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.identity.Group;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The token of whoever started the sandbox: new at every start, and nowhere but in {@code
 * HOME/admin-token}.
 */
@Component
@Lazy(false)
final class AdminToken {

  private final byte[] token;

  AdminToken(SandboxSettings settings) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    new SecretFile(settings.home().resolve("admin-token")).write(made);
    this.token = made.getBytes(StandardCharsets.UTF_8);
  }

  boolean is(String candidate) {
    return MessageDigest.isEqual(token, candidate.getBytes(StandardCharsets.UTF_8));
  }

  /** Who the bearer is. */
  Caller caller() {
    return new Caller("sandbox-admin", Set.of(Group.ADMINS), true);
  }
}
