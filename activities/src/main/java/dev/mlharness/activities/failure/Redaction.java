package dev.mlharness.activities.failure;

import java.util.regex.Pattern;

/**
 * Takes what looks like a credential out of text that came from outside: a server may echo what it
 * was sent.
 */
public final class Redaction {
  private static final String INSTEAD = "[redacted]";

  /** JSON Web Tokens, Databricks tokens and secrets, and what follows {@code Bearer}. */
  private static final Pattern CREDENTIALS =
      Pattern.compile(
          "eyJ[\\w-]{8,}\\.[\\w-]+(\\.[\\w-]*)?"
              + "|\\b(dapi|dose|dkea)[0-9a-f]{16,}(-\\d+)?\\b"
              + "|(?<=[Bb]earer )[\\w.~+/=-]{8,}");

  private Redaction() {}

  public static String of(String text) {
    return CREDENTIALS.matcher(text).replaceAll(INSTEAD);
  }

  /** As {@link #of(String)}, and every occurrence of {@code secret} as well. */
  public static String of(String text, String secret) {
    return of(secret.isEmpty() ? text : text.replace(secret, INSTEAD));
  }
}
