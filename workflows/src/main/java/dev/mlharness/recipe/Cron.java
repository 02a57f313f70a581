package dev.mlharness.recipe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cron expressions that a recipe may hold: the five fields, and the short words, that Temporal
 * Schedules understand. Temporal itself reads them; this only tells a mistake before anything runs.
 */
final class Cron {
  private static final Set<String> WORDS =
      Set.of("@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually");
  private static final Pattern PART =
      Pattern.compile("(?:\\*|([0-9A-Z]+)(?:-([0-9A-Z]+))?)(?:/([0-9]{1,4}))?");
  private static final List<Field> FIELDS =
      List.of(
          new Field("minute", 0, 59, List.of()),
          new Field("hour", 0, 23, List.of()),
          new Field("day of month", 1, 31, List.of()),
          new Field(
              "month",
              1,
              12,
              List.of(
                  "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                  "DEC")),
          new Field("day of week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")));

  private Cron() {}

  /** What is wrong with the expression, if anything is. */
  static Optional<String> problem(String expression) {
    String cron = expression.strip();
    if (cron.startsWith("@")) {
      return WORDS.contains(cron)
          ? Optional.empty()
          : Optional.of("'" + cron + "' is not one of " + String.join(", ", sortedWords()));
    }
    if (cron.toUpperCase(Locale.ROOT).contains("TZ=")) {
      return Optional.of("the time zone stands in the key 'timezone', not in cron");
    }
    String[] fields = cron.split("\\s+");
    if (fields.length != FIELDS.size()) {
      return Optional.of(
          "'"
              + cron
              + "' has "
              + (cron.isEmpty() ? 0 : fields.length)
              + " fields; expected 5:"
              + " minute, hour, day of month, month, day of week");
    }
    for (int i = 0; i < fields.length; i++) {
      Field field = FIELDS.get(i);
      if (!field.accepts(fields[i].toUpperCase(Locale.ROOT))) {
        return Optional.of(
            "'" + fields[i] + "' is not a " + field.name + " (" + field.range() + ")");
      }
    }
    return Optional.empty();
  }

  private static List<String> sortedWords() {
    return WORDS.stream().sorted().toList();
  }

  private record Field(String name, int min, int max, List<String> names) {
    boolean accepts(String text) {
      for (String part : text.split(",", -1)) {
        Matcher matcher = PART.matcher(part);
        if (!matcher.matches()) {
          return false;
        }
        int from = matcher.group(1) == null ? min : number(matcher.group(1));
        int to = matcher.group(2) == null ? from : number(matcher.group(2));
        boolean steps = matcher.group(3) == null || Integer.parseInt(matcher.group(3)) > 0;
        if (!steps || from < min || to > max || from > to) {
          return false;
        }
      }
      return true;
    }

    private int number(String text) {
      if (names.contains(text)) {
        return names.indexOf(text) + min;
      }
      return text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
    }

    String range() {
      String words =
          names.isEmpty() ? "" : " or " + names.get(0) + " to " + names.get(names.size() - 1);
      return min + " to " + max + words;
    }
  }
}
