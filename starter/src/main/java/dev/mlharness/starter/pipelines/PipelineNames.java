package dev.mlharness.starter.pipelines;

import dev.mlharness.recipe.Digest;
import dev.mlharness.starter.console.CommandFailure;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Ids of pipelines: which ones people may choose, and what those are called that nobody named. */
public final class PipelineNames {
  /**
   * What an id that somebody chooses looks like. A colon or a slash is in ids that only the harness
   * and Temporal make: of what a schedule or a watch starts, of models and their watches.
   */
  public static final String CHOSEN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$";

  public static final int LONGEST = 200;

  private static final Pattern SHAPE = Pattern.compile(CHOSEN);

  /** Rotations, orders of rollbacks, marks of signed starts, rollouts and the freezes. */
  private static final Pattern TAKEN =
      Pattern.compile("freezes|(rotate|rollback|signed-start)-.*|.*-rollout");

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final int DIGITS = 16;

  private PipelineNames() {}

  /**
   * The id, if somebody may choose it: it is a part of addresses, and none that the harness uses
   * for a workflow of another kind.
   *
   * @throws CommandFailure when it is not
   */
  public static String chosen(String id) {
    if (!SHAPE.matcher(id).matches()) {
      throw CommandFailure.usage(
          "an id of a pipeline has 1 to %d letters (A-Z, a-z), digits, '.', '_' and '-', and begins with a letter or a digit: it is a part of addresses"
              .formatted(LONGEST),
          "choose another id, or none");
    }
    if (TAKEN.matcher(id).matches()) {
      throw CommandFailure.usage(
          "'%s' is an id that the harness uses itself, as 'freezes', and all that begin with 'rotate-', 'rollback-' or 'signed-start-' or end with '-rollout'"
              .formatted(id),
          "choose another id, or none");
    }
    return id;
  }

  /** Another one each time: the recipe's name, the time and 4 digits. */
  public static String fresh(String recipe) {
    short random = (short) ThreadLocalRandom.current().nextInt();
    return recipe
        + "-"
        + STAMP.format(LocalDateTime.now(ZoneOffset.UTC))
        + "-"
        + HexFormat.of().toHexDigits(random);
  }

  /** The same one for the same key of the same person, with a recipe of the same name. */
  public static String ofRequest(String recipe, String subject, String key) {
    return recipe + "-" + Digest.of(List.of(subject, key)).substring(0, DIGITS);
  }
}
