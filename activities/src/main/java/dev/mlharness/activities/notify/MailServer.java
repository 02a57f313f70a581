package dev.mlharness.activities.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A server that mail is handed over to.
 *
 * @param login null: it asks for none
 * @param guard which addresses it may have; in clear mail goes to allowed ones only
 */
public record MailServer(
    String host, int port, Encryption encryption, @Nullable Login login, AddressGuard guard) {
  private static final String CONNECT_MILLIS = "5000";
  private static final String SILENCE_MILLIS = "15000";

  /** How the way to it is kept from being read. */
  public enum Encryption {
    STARTTLS,
    TLS,
    /** Not at all: for a server at an address that the operator allows. */
    NONE;

    /**
     * @throws IllegalArgumentException naming them, when it is none
     */
    public static Encryption of(String word) {
      try {
        return valueOf(word.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("'" + word + "' is none of: starttls, tls, none", e);
      }
    }
  }

  /** As whom mail is handed over. */
  public record Login(String user, SecretText password) {}

  Session session() {
    String protocol = protocol();
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", protocol);
    String prefix = "mail." + protocol + ".";
    properties.put(prefix + "connectiontimeout", CONNECT_MILLIS);
    properties.put(prefix + "timeout", SILENCE_MILLIS);
    properties.put(prefix + "writetimeout", SILENCE_MILLIS);
    properties.put(prefix + "auth", String.valueOf(login != null));
    // To all or to nobody: otherwise those who were told would be told again when it is tried
    // again.
    properties.put(prefix + "sendpartial", "false");
    properties.put(prefix + "ssl.checkserveridentity", "true");
    properties.put(prefix + "starttls.enable", String.valueOf(encryption == Encryption.STARTTLS));
    properties.put(prefix + "starttls.required", String.valueOf(encryption == Encryption.STARTTLS));
    properties.put(prefix + "socketFactory", sockets());
    // Otherwise a connection that is refused is made once more without being judged.
    properties.put(prefix + "socketFactory.fallback", "false");
    return Session.getInstance(properties);
  }

  private GuardedSockets sockets() {
    return new GuardedSockets(encryption == Encryption.NONE ? guard::isAllowed : guard::permits);
  }

  /** A connection, logged in. */
  Transport connect() throws MessagingException {
    Transport transport = session().getTransport(protocol());
    transport.connect(
        host,
        port,
        login == null ? null : login.user(),
        login == null ? null : login.password().read());
    return transport;
  }

  private String protocol() {
    return encryption == Encryption.TLS ? "smtps" : "smtp";
  }
}
