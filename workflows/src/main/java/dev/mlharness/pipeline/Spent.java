package dev.mlharness.pipeline;

import dev.mlharness.payload.Durations;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the ended runs of a pipeline have used, and what it may use.
 *
 * @param dbu null when the workspace has no rate
 * @param ofTime null when the time has no limit
 * @param ofDbu null when DBU have no limit
 */
public record Spent(
    Duration time, @Nullable Double dbu, @Nullable Duration ofTime, @Nullable Double ofDbu) {

  /** Whether nothing is left of one of the limits. */
  public boolean exceeded() {
    boolean noTime = ofTime != null && time.compareTo(ofTime) >= 0;
    return noTime || (ofDbu != null && dbu != null && dbu >= ofDbu);
  }

  /** For people: {@code 12m of 4h, 3.5 of 200 DBU}. */
  public String words() {
    List<String> words = new ArrayList<>();
    words.add(Durations.format(time) + (ofTime == null ? "" : " of " + Durations.format(ofTime)));
    if (dbu != null || ofDbu != null) {
      words.add(
          number(dbu == null ? 0 : dbu) + (ofDbu == null ? "" : " of " + number(ofDbu)) + " DBU");
    }
    return String.join(", ", words);
  }

  private static String number(double dbu) {
    return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(dbu);
  }
}
