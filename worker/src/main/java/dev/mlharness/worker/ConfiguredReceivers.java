package dev.mlharness.worker;

import dev.mlharness.activities.notify.Address;
import dev.mlharness.activities.notify.AddressGuard;
import dev.mlharness.activities.notify.CloudEventsReceiver;
import dev.mlharness.activities.notify.EmailReceiver;
import dev.mlharness.activities.notify.GuardedHttp;
import dev.mlharness.activities.notify.Links;
import dev.mlharness.activities.notify.MailServer;
import dev.mlharness.activities.notify.Receiver;
import dev.mlharness.activities.notify.Receivers;
import dev.mlharness.activities.notify.SecretText;
import dev.mlharness.activities.notify.SlackReceiver;
import dev.mlharness.activities.notify.SlackReceiver.Channel;
import dev.mlharness.activities.notify.TeamsReceiver;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.worker.NotifyProperties.ReceiverProperties;
import dev.mlharness.worker.NotifyProperties.SmtpProperties;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From configuration to the receivers of messages, with every gap named. */
final class ConfiguredReceivers {
  /** As recipes may name one. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

  private static final URI POST_MESSAGE = URI.create("https://slack.com/api/chat.postMessage");

  private final GuardedHttp http;
  private final AddressGuard guard;
  private final Links links;

  private ConfiguredReceivers(GuardedHttp http, AddressGuard guard, Links links) {
    this.http = http;
    this.guard = guard;
    this.links = links;
  }

  /**
   * @throws ConfigurationProblem naming the property and how to mend it
   */
  static Receivers of(
      NotifyProperties properties, GuardedHttp http, AddressGuard guard, Links links) {
    ConfiguredReceivers configured = new ConfiguredReceivers(http, guard, links);
    Map<String, Receiver> receivers = new TreeMap<>();
    Map<String, Set<Occasion>> hearing = new TreeMap<>();
    properties
        .receivers()
        .forEach(
            (name, given) -> {
              String key = "mlharness.notify.receivers." + name;
              receivers.put(name, configured.receiver(key, name, given));
              hearing.put(name, hearing(key, given));
            });
    return new Receivers(receivers, hearing);
  }

  private Receiver receiver(String key, String name, ReceiverProperties given) {
    if (!NAME.matcher(name).matches()) {
      throw new ConfigurationProblem(
          key, "'" + name + "' is no name of a receiver", "Use letters, digits, - and _.");
    }
    String kind = ConfiguredWorkspaces.need(given.kind(), key + ".kind", "what it is");
    return ConfiguredWorkspaces.checked(
        key,
        () ->
            switch (kind) {
              case "slack" -> slack(key, name, given);
              case "teams" ->
                  new TeamsReceiver(
                      name,
                      address(key, name, given),
                      TeamsReceiver.wording(given.templates(), links),
                      links,
                      http);
              case "email" -> email(key, name, given);
              case "cloudevents" -> cloudEvents(key, name, given);
              default ->
                  throw new ConfigurationProblem(
                      key + ".kind",
                      "'" + kind + "' is no kind of receiver",
                      "Write slack, teams, email or cloudevents.");
            });
  }

  private Receiver slack(String key, String name, ReceiverProperties given) {
    Channel channel =
        given.channel() == null
            ? null
            : new Channel(
                given.channel(),
                new SecretText(
                    name,
                    ConfiguredWorkspaces.need(
                        given.tokenFile(), key + ".token-file", "the token of the bot")));
    boolean own = channel == null || given.address() != null || given.addressFile() != null;
    return new SlackReceiver(
        name,
        own ? address(key, name, given) : Address.of(name, POST_MESSAGE),
        channel,
        SlackReceiver.wording(given.templates(), links),
        http);
  }

  private Receiver email(String key, String name, ReceiverProperties given) {
    SmtpProperties smtp = given.smtp();
    if (given.to().isEmpty()) {
      throw new ConfigurationProblem(
          key + ".to", "nobody is addressed", "List at least one e-mail address.");
    }
    return new EmailReceiver(
        name,
        new MailServer(
            ConfiguredWorkspaces.need(smtp.host(), key + ".smtp.host", "the mail server"),
            smtp.port(),
            MailServer.Encryption.of(smtp.encryption()),
            login(key, name, smtp),
            guard),
        ConfiguredWorkspaces.need(given.from(), key + ".from", "the sender"),
        given.to(),
        given.templates(),
        links);
  }

  private static MailServer.@Nullable Login login(String key, String name, SmtpProperties smtp) {
    return smtp.user() == null
        ? null
        : new MailServer.Login(
            smtp.user(),
            new SecretText(
                name,
                ConfiguredWorkspaces.need(
                    smtp.passwordFile(), key + ".smtp.password-file", "the user's password")));
  }

  private Receiver cloudEvents(String key, String name, ReceiverProperties given) {
    if (given.keyFiles().isEmpty()) {
      throw new ConfigurationProblem(
          key + ".key-files",
          "no key signs its events",
          "Name a file with a key of at least 24 random bytes, as in: openssl rand -base64 32.");
    }
    return new CloudEventsReceiver(
        name,
        address(key, name, given),
        given.keyFiles().stream().map(file -> new SecretText(name, file)).toList(),
        links,
        http,
        Clock.systemUTC());
  }

  private static Address address(String key, String name, ReceiverProperties given) {
    Path file = given.addressFile();
    if (file != null) {
      return Address.of(name, new SecretText(name, file));
    }
    return Address.of(
        name,
        ConfiguredWorkspaces.need(
            given.address(), key + ".address-file", "a file with the address, or address"));
  }

  private static Set<Occasion> hearing(String key, ReceiverProperties given) {
    return ConfiguredWorkspaces.checked(
        key + ".on",
        () -> given.on().stream().map(Occasion::of).collect(Collectors.toUnmodifiableSet()));
  }
}
