package dev.mlharness.starter.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Points in time and spans as people read them. */
public final class Moments {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT);

  private Moments() {}

  /** In the time zone of this machine. */
  public static String at(Instant instant) {
    return FORM.format(instant);
  }

  /**
   * A date, a time without a zone, which is this machine's, or one with a zone.
   *
   * @throws java.time.format.DateTimeParseException when it is none of them
   */
  public static Instant parse(String text) {
    TemporalAccessor read =
        READ.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
    if (read instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    LocalDateTime local =
        read instanceof LocalDateTime time ? time : ((LocalDate) read).atStartOfDay();
    return local.atZone(ZoneId.systemDefault()).toInstant();
  }

  /** The two largest units: {@code 2h 5m}. */
  public static String span(Duration span) {
    if (span.toDays() > 0) {
      return span.toDays() + "d " + span.toHoursPart() + "h";
    }
    if (span.toHours() > 0) {
      return span.toHours() + "h " + span.toMinutesPart() + "m";
    }
    return span.toMinutes() > 0
        ? span.toMinutes() + "m " + span.toSecondsPart() + "s"
        : span.toSeconds() + "s";
  }
}
