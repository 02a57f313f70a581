package dev.mlharness.starter.api.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** GitLab shows a token that both sides know. */
final class GitlabToken implements Signature {
  @Override
  public Optional<Proven> prove(Raw raw, List<byte[]> keys, Window window) {
    byte[] token = raw.text("X-Gitlab-Token").getBytes(UTF_8);
    String id = raw.text("X-Gitlab-Event-UUID");
    boolean known = false;
    for (byte[] key : keys) {
      known |= MessageDigest.isEqual(key, token);
    }
    return known && !id.isBlank()
        ? Optional.of(new Proven(id, raw.text("X-Gitlab-Event")))
        : Optional.empty();
  }
}
