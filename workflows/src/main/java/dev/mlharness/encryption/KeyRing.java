package dev.mlharness.encryption;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys of payloads, each under an id. The first encrypts; the others only decrypt what was
 * encrypted when they were first. Neither prints nor serialises.
 */
public final class KeyRing {
  private static final int KEY_BYTES = 32;

  private final String current;
  private final Map<String, SecretKey> keys;

  private KeyRing(String current, Map<String, SecretKey> keys) {
    this.current = current;
    this.keys = Map.copyOf(keys);
  }

  /**
   * @param text a line {@code id:base64} for each key, of 32 bytes; empty lines and those that
   *     begin with {@code #} are skipped
   * @throws IllegalArgumentException naming the line and what was expected; never with a key in it
   */
  public static KeyRing parse(String text) {
    var keys = new LinkedHashMap<String, SecretKey>();
    List<String> lines = text.lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isEmpty() && !line.startsWith("#")) {
        String id = id(line, i + 1);
        if (keys.put(id, key(line.substring(id.length() + 1), i + 1)) != null) {
          throw wrong(i + 1, "the id '" + id + "' is given twice");
        }
      }
    }
    return keys.keySet().stream()
        .findFirst()
        .map(first -> new KeyRing(first, keys))
        .orElseThrow(
            () -> new IllegalArgumentException("no key: a line 'id:base64' was expected for each"));
  }

  private static String id(String line, int number) {
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw wrong(number, "'id:base64' was expected");
    }
    return line.substring(0, colon);
  }

  private static SecretKey key(String base64, int number) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      // Not passed on: its message quotes the key.
      throw wrong(number, "what follows the colon is not base64");
    }
    if (bytes.length != KEY_BYTES) {
      throw wrong(number, "a key has 32 bytes, this one has " + bytes.length);
    }
    return new SecretKeySpec(bytes, "AES");
  }

  private static IllegalArgumentException wrong(int line, String problem) {
    return new IllegalArgumentException("line " + line + ": " + problem);
  }

  /** The id of the key that encrypts. */
  public String current() {
    return current;
  }

  @Nullable SecretKey key(String id) {
    return keys.get(id);
  }

  /** The ids, never the keys. */
  @Override
  public String toString() {
    return "[keys " + keys.keySet().stream().sorted().toList() + ", current " + current + "]";
  }
}
