package dev.mlharness.starter.pipelines;

import dev.mlharness.recipe.Digest;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of pipelines that nobody has named. */
public final class PipelineNames {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final int DIGITS = 16;

  private PipelineNames() {}

  /** Another one each time: the recipe's name, the time and 4 digits. */
  public static String fresh(String recipe) {
    short random = (short) ThreadLocalRandom.current().nextInt();
    return recipe
        + "-"
        + STAMP.format(LocalDateTime.now(ZoneOffset.UTC))
        + "-"
        + HexFormat.of().toHexDigits(random);
  }

  /** The same one for the same request of the same person. */
  public static String ofRequest(String recipe, String subject, String key) {
    return recipe + "-" + Digest.of(List.of(subject, key)).substring(0, DIGITS);
  }
}
