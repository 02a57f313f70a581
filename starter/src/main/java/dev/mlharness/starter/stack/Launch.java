package dev.mlharness.starter.stack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a part is started.
 *
 * @param command the program and its arguments
 * @param environment what is added to the environment
 * @param build what identifies the build of the program, so that a newer one is noticed
 */
record Launch(Part part, List<String> command, Map<String, String> environment, String build) {

  Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** With more variables, which stand before those of this launch. */
  Launch with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(more);
    return new Launch(part, command, all, build);
  }

  /** Equal for launches that start the same program in the same way. */
  String digest() {
    String all = String.join("\0", command) + new TreeMap<>(environment) + build;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
