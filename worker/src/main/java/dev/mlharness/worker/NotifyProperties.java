package dev.mlharness.worker;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator configures under {@code mlharness.notify}: who can be told.
 *
 * @param publicAddress of the harness's pages, which messages link to
 * @param temporalUi which messages link to
 * @param allowedAddresses blocks of addresses that are not of the public internet, and that
 *     messages may go to all the same
 */
@ConfigurationProperties("mlharness.notify")
record NotifyProperties(
    @Nullable URI publicAddress,
    @Nullable URI temporalUi,
    @DefaultValue List<String> allowedAddresses,
    @DefaultValue Map<String, ReceiverProperties> receivers) {

  /**
   * A receiver.
   *
   * @param kind {@code slack}, {@code teams}, {@code email} or {@code cloudevents}
   * @param on of what it hears, whatever recipes say
   * @param address unless it is a secret
   * @param addressFile holds the address; read at each use
   * @param keyFiles of keys that sign, all live; read at each use
   * @param channel of Slack that a bot writes to
   * @param tokenFile of the bot
   * @param from of e-mail
   * @param to of e-mail
   * @param templates folder of templates that are used instead of the harness's own
   */
  record ReceiverProperties(
      @Nullable String kind,
      @DefaultValue List<String> on,
      @Nullable URI address,
      @Nullable Path addressFile,
      @DefaultValue List<Path> keyFiles,
      @Nullable String channel,
      @Nullable Path tokenFile,
      @Nullable String from,
      @DefaultValue List<String> to,
      @DefaultValue SmtpProperties smtp,
      @Nullable Path templates) {}

  /**
   * A mail server.
   *
   * @param encryption {@code starttls}, {@code tls} or {@code none}
   */
  record SmtpProperties(
      @Nullable String host,
      @DefaultValue("587") int port,
      @DefaultValue("starttls") String encryption,
      @Nullable String user,
      @Nullable Path passwordFile) {}
}
