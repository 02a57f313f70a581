package dev.mlharness.starter.bundle;

import java.util.Optional;
import java.util.regex.Pattern;

/** Quartz's cron, which jobs are scheduled by, in the five fields of a recipe. */
final class QuartzCron {
  /** Quartz counts days of the week from Sunday as 1. */
  private static final String[] DAYS = {"", "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};

  private static final Pattern SPECIAL = Pattern.compile(".*[LW#].*");

  private QuartzCron() {}

  /** Empty when five fields cannot say it. */
  static Optional<String> fields(String quartz) {
    String[] parts = quartz.strip().split("\\s+");
    boolean known = parts.length == 6 || (parts.length == 7 && parts[6].equals("*"));
    if (!known || !parts[0].matches("\\d+") || special(parts[3]) || special(parts[5])) {
      return Optional.empty();
    }
    return Optional.of(
        String.join(" ", parts[1], parts[2], any(parts[3]), parts[4], days(any(parts[5]))));
  }

  private static boolean special(String days) {
    // Names of days hold these letters too.
    return SPECIAL.matcher(days.replaceAll("[A-Z]{3}", "")).matches();
  }

  private static String any(String field) {
    return field.equals("?") ? "*" : field;
  }

  private static String days(String field) {
    StringBuilder days = new StringBuilder();
    // What stands behind a slash is no day.
    for (String part : field.split("(?<=[,/-])|(?=[,/-])")) {
      boolean step = days.length() > 0 && days.charAt(days.length() - 1) == '/';
      days.append(!step && part.matches("[1-7]") ? DAYS[Integer.parseInt(part)] : part);
    }
    return days.toString();
  }
}
