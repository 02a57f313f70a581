package dev.mlharness.sandbox.tokens;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.identity.Principal;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The personal access tokens of the workspace, by the hash of their value. */
@Component
public final class PersonalTokens {

  private static final String PREFIX = "dapi";

  private final SecureRandom random = new SecureRandom();
  private final DocumentCollection<PersonalToken> tokens;
  private final Directory directory;

  PersonalTokens(Documents documents, Directory directory) {
    this.tokens = documents.collection("personal-tokens", PersonalToken.class);
    this.directory = directory;
  }

  /** The name of the token's owner, if it is one and has not expired; notes that it was used. */
  public Optional<String> use(String value) {
    if (!value.startsWith(PREFIX)) {
      return Optional.empty();
    }
    Instant now = Instant.now();
    return tokens
        .get(hash(value))
        .filter(token -> token.validAt(now))
        .flatMap(token -> tokens.update(token.tokenId(), known -> known.used(now)))
        .map(PersonalToken::createdByUsername);
  }

  NewToken create(Caller caller, @Nullable String comment, @Nullable Long lifetimeSeconds) {
    long owner = number(caller);
    long now = Instant.now().toEpochMilli();
    long expiry = lifetimeSeconds == null ? PersonalToken.NEVER : now + lifetimeSeconds * 1000;
    String value = newValue();
    var token =
        new PersonalToken(hash(value), comment, caller.name(), owner, owner, now, expiry, null);
    tokens.put(token.tokenId(), token);
    return new NewToken(value, token);
  }

  List<PersonalToken> list() {
    return tokens.list();
  }

  List<PersonalToken> of(Caller caller) {
    return tokens.list().stream()
        .filter(token -> token.createdByUsername().equals(caller.name()))
        .toList();
  }

  PersonalToken get(String id) {
    return tokens.get(id).orElseThrow(() -> ApiException.missing("Token", id));
  }

  void delete(String id) {
    if (!tokens.delete(id)) {
      throw ApiException.missing("Token", id);
    }
  }

  PersonalToken date(
      String id, @Nullable Long created, @Nullable Long expires, @Nullable Long lastUsed) {
    return tokens
        .update(id, token -> token.dated(created, expires, lastUsed))
        .orElseThrow(() -> ApiException.missing("Token", id));
  }

  private long number(Caller caller) {
    return directory
        .principals()
        .get(caller.name())
        .map(Principal::id)
        .map(Long::parseLong)
        .orElseThrow(
            () -> ApiException.denied("'%s' cannot have tokens.".formatted(caller.name())));
  }

  private String newValue() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return PREFIX + HexFormat.of().formatHex(bytes);
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

  /** A token just made: the only time that its value is known. */
  record NewToken(String tokenValue, PersonalToken tokenInfo) {}
}
