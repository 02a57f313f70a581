package dev.mlharness.starter.paging;

import dev.mlharness.recipe.Digest;
import dev.mlharness.starter.console.CommandFailure;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Where a list goes on, as callers hold it: they keep it and hand it back, and it says nothing to
 * them. It counts for the list that it is of only, filters included.
 */
public final class PageToken {
  private static final int MARK = 8;

  private PageToken() {}

  /**
   * @param list which list, with its filters
   * @param cursor where it goes on
   */
  public static String of(String list, byte[] cursor) {
    byte[] token = ByteBuffer.allocate(MARK + cursor.length).put(mark(list)).put(cursor).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * @throws CommandFailure when the token is of another list, or none
   */
  public static byte[] cursor(String list, String token) {
    byte[] bytes = decoded(token);
    if (bytes.length <= MARK || !Arrays.equals(mark(list), Arrays.copyOf(bytes, MARK))) {
      throw wrong();
    }
    return Arrays.copyOfRange(bytes, MARK, bytes.length);
  }

  private static byte[] decoded(String token) {
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
  }

  private static byte[] mark(String list) {
    return HexFormat.of().parseHex(Digest.of(List.of(list)).substring(0, 2 * MARK));
  }

  private static CommandFailure wrong() {
    return CommandFailure.usage(
        "the page is of another list, or of other filters", "begin with the first page again");
  }
}
