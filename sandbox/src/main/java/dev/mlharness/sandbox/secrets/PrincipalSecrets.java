package dev.mlharness.sandbox.secrets;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The secrets of all service principals. */
@Component
public final class PrincipalSecrets {

  private static final int MOST = 5;

  private final SecureRandom random = new SecureRandom();
  private final Documents documents;
  private final DocumentCollection<SecretRecord> secrets;

  PrincipalSecrets(Documents documents) {
    this.documents = documents;
    this.secrets = documents.collection("principal-secrets", SecretRecord.class);
  }

  /** Whether {@code value} is a secret of the service principal that has not expired. */
  public boolean proves(String servicePrincipalId, String value) {
    byte[] hash = hash(value).getBytes(StandardCharsets.US_ASCII);
    return of(servicePrincipalId).stream()
        .filter(secret -> secret.validAt(Instant.now()))
        .map(secret -> secret.secretHash().getBytes(StandardCharsets.US_ASCII))
        .anyMatch(known -> MessageDigest.isEqual(known, hash));
  }

  List<SecretRecord> of(String servicePrincipalId) {
    return secrets.list().stream()
        .filter(secret -> secret.servicePrincipalId().equals(servicePrincipalId))
        .toList();
  }

  NewSecret create(String servicePrincipalId, Duration life) {
    return documents.atomically(
        () -> {
          if (of(servicePrincipalId).size() >= MOST) {
            throw ApiException.invalid(
                "Service principal %s has %d secrets already, and may have no more."
                    .formatted(servicePrincipalId, MOST));
          }
          String value = newValue();
          Instant now = Instant.now();
          var made =
              new SecretRecord(
                  UUID.randomUUID().toString(),
                  servicePrincipalId,
                  hash(value),
                  now,
                  now.plus(life));
          secrets.put(made.id(), made);
          return new NewSecret(made, value);
        });
  }

  void delete(String servicePrincipalId, String id) {
    mustExist(servicePrincipalId, id);
    secrets.delete(id);
  }

  SecretRecord date(
      String servicePrincipalId, String id, @Nullable Instant created, @Nullable Instant expires) {
    mustExist(servicePrincipalId, id);
    return secrets
        .update(id, secret -> secret.dated(created, expires))
        .orElseThrow(() -> ApiException.missing("Secret", id));
  }

  private void mustExist(String servicePrincipalId, String id) {
    if (of(servicePrincipalId).stream().noneMatch(secret -> secret.id().equals(id))) {
      throw ApiException.missing("Secret", id);
    }
  }

  private String newValue() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return "dose" + HexFormat.of().formatHex(bytes);
  }

  private static String hash(String value) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JVM has no SHA-256", e);
    }
  }

  /** A secret just made: the only time that its value is known. */
  record NewSecret(SecretRecord record, String value) {}
}
