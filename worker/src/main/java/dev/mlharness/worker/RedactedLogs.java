package dev.mlharness.worker;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.mlharness.activities.failure.Redaction;
import java.nio.charset.StandardCharsets;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * The last line of defence: whatever a library writes to a log, in whichever format the operator
 * chose, what looks like a credential is taken out of it.
 */
final class RedactedLogs
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  /** Just after Spring Boot has set up the logs. */
  @Override
  public int getOrder() {
    return LoggingApplicationListener.DEFAULT_ORDER + 1;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    ILoggerFactory logs = LoggerFactory.getILoggerFactory();
    if (logs instanceof LoggerContext context) {
      context
          .getLoggerList()
          .forEach(logger -> logger.iteratorForAppenders().forEachRemaining(RedactedLogs::redact));
    }
  }

  private static void redact(Appender<ILoggingEvent> appender) {
    if (appender instanceof OutputStreamAppender<ILoggingEvent> written
        && !(written.getEncoder() instanceof RedactingEncoder)) {
      written.setEncoder(new RedactingEncoder(written.getEncoder()));
    }
  }

  /** Takes credentials out of whole lines: message, stack trace and context alike. */
  static final class RedactingEncoder extends EncoderBase<ILoggingEvent> {
    private final Encoder<ILoggingEvent> encoder;

    RedactingEncoder(Encoder<ILoggingEvent> encoder) {
      this.encoder = encoder;
      started = true;
    }

    @Override
    public byte[] headerBytes() {
      return encoder.headerBytes();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
      String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
      return Redaction.of(line).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
      return encoder.footerBytes();
    }
  }
}
