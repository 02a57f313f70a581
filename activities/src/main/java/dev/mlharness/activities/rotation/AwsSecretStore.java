package dev.mlharness.activities.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A secret of AWS Secrets Manager, whose staging labels are what this needs: {@code AWSPENDING},
 * {@code AWSCURRENT} and {@code AWSPREVIOUS}. Readers take the fields {@code client_id} and {@code
 * client_secret} of the current version.
 */
final class AwsSecretStore implements SecretStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOTHING = "{}";
  private static final String PENDING = "AWSPENDING";
  private static final String CURRENT = "AWSCURRENT";
  private static final String PREVIOUS = "AWSPREVIOUS";

  private final LabelledVersions versions;
  private final String principal;

  AwsSecretStore(LabelledVersions versions, String principal) {
    this.versions = versions;
    this.principal = principal;
  }

  @Override
  public Optional<StoredSecret> current() {
    return labelled(CURRENT);
  }

  @Override
  public Optional<StoredSecret> pending() {
    return labelled(PENDING);
  }

  @Override
  public Optional<StoredSecret> previous() {
    return labelled(PREVIOUS);
  }

  @Override
  public void keep(StoredSecret secret) {
    if (versions.get(CURRENT).isEmpty()) {
      // The first version of all is the current one, and this one must not be yet.
      versions.put(CURRENT, NOTHING);
    }
    versions.put(
        PENDING,
        JSON.createObjectNode()
            .put("client_id", principal)
            .put("client_secret", secret.reveal())
            .put("secret_id", secret.id())
            .toString());
  }

  @Override
  public void promote(String id) {
    if (!is(CURRENT, id)) {
      if (!is(PENDING, id)) {
        throw changed(id);
      }
      // AWS itself labels the former version AWSPREVIOUS, in the same step.
      versions.move(CURRENT, PENDING);
    }
    discard(id);
  }

  @Override
  public void restore(String id) {
    if (is(CURRENT, id)) {
      if (previous().isPresent()) {
        versions.move(CURRENT, PREVIOUS);
      } else {
        versions.put(CURRENT, NOTHING);
      }
    } else if (!is(PENDING, id) && !is(PREVIOUS, id)) {
      throw changed(id);
    }
  }

  @Override
  public void discard(@Nullable String id) {
    if (id == null || is(PENDING, id)) {
      versions.unlabel(PENDING);
    }
  }

  @Override
  public void settle() {
    versions.unlabel(PREVIOUS);
  }

  private boolean is(String label, String id) {
    return labelled(label).filter(secret -> secret.is(id)).isPresent();
  }

  private Optional<StoredSecret> labelled(String label) {
    return versions.get(label).flatMap(AwsSecretStore::parse);
  }

  /** Somebody may have put the plain value there, or fields of their own. */
  private static Optional<StoredSecret> parse(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (json.isObject()) {
        String value = json.path("client_secret").asText("");
        return value.isEmpty()
            ? Optional.empty()
            : Optional.of(new StoredSecret(json.path("secret_id").asText(null), value));
      }
    } catch (JsonProcessingException plain) {
      // The value itself.
    }
    return text.isBlank() ? Optional.empty() : Optional.of(new StoredSecret(null, text.strip()));
  }

  private RuntimeException changed(String id) {
    return Failures.of(
        FailureType.CONFLICT,
        "%s does not hold secret %s as the rotation left it; readers find %s. See who else writes to it, then rotate again."
            .formatted(
                versions.words(), id, current().map(StoredSecret::toString).orElse("nothing")));
  }
}
