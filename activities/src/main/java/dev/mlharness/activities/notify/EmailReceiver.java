package dev.mlharness.activities.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.notify.GuardedNames.RefusedAddressException;
import dev.mlharness.notify.Message;
import dev.mlharness.recipe.ReceiverName.Kind;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * People, by e-mail: as plain text and as HTML. The id of the mail is made of that of the message,
 * so that a double is known as one.
 */
public final class EmailReceiver implements Receiver {
  private final String name;
  private final MailServer server;
  private final InternetAddress from;
  private final List<InternetAddress> to;
  private final Wording plain;
  private final Wording html;

  /**
   * @param to whoever is told
   * @param templates null: the harness's own
   * @throws IllegalArgumentException naming an address that is none
   */
  public EmailReceiver(
      String name,
      MailServer server,
      String from,
      List<String> to,
      @Nullable Path templates,
      Links links) {
    this.name = name;
    this.server = server;
    this.from = address(from);
    this.to = to.stream().map(EmailReceiver::address).toList();
    this.plain = Wording.of(Wording.Markup.PLAIN, templates, links);
    this.html = Wording.of(Wording.Markup.HTML, templates, links);
  }

  private static InternetAddress address(String text) {
    try {
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new IllegalArgumentException("'" + text + "' is no e-mail address", e);
    }
  }

  @Override
  public Kind kind() {
    return Kind.EMAIL;
  }

  @Override
  public void take(Message message) {
    try {
      MimeMessage mail = mail(message, server.session());
      try (Transport transport = server.connect()) {
        transport.sendMessage(mail, mail.getAllRecipients());
      }
    } catch (AuthenticationFailedException e) {
      throw Failures.of(
          FailureType.HELD,
          "Receiver '%s' was not told: its mail server does not accept the user or the password. Put them right."
              .formatted(name));
    } catch (SendFailedException e) {
      MailReplies replies = MailReplies.of(e);
      if (replies.passing()) {
        throw Failures.of(
            FailureType.UNAVAILABLE,
            "Receiver '%s' was not told: its mail server %s. It is tried again."
                .formatted(name, replies.words()));
      }
      throw Failures.of(
          FailureType.HELD,
          "Receiver '%s' was not told: its mail server does not accept the sender or somebody among those addressed. Put them right."
              .formatted(name));
    } catch (MessagingException e) {
      refused(e)
          .ifPresent(
              address -> {
                throw Failures.of(
                    FailureType.ACCESS_DENIED,
                    "Receiver '%s' was not told: its mail server's name leads to %s, where %s. Correct smtp.host, or allow it by mlharness.notify.allowed-addresses."
                        .formatted(name, address, mayNotGo()));
              });
      // What the server says may repeat what it was sent.
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "Receiver '%s' was not told: its mail server did not answer or is busy (%s). It is tried again."
              .formatted(name, e.getClass().getSimpleName()));
    }
  }

  private static Optional<String> refused(MessagingException e) {
    return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
        .filter(RefusedAddressException.class::isInstance)
        .map(Throwable::getMessage)
        .findFirst();
  }

  private String mayNotGo() {
    return server.encryption() == MailServer.Encryption.NONE
        ? "mail may not go without encryption"
        : "messages may not go";
  }

  private MimeMessage mail(Message message, Session session) throws MessagingException {
    MimeMessage mail = new KnownMail(session, "<%s@mlharness>".formatted(message.id()));
    mail.setFrom(from);
    mail.setRecipients(jakarta.mail.Message.RecipientType.TO, to.toArray(InternetAddress[]::new));
    mail.setSubject(plain.title(message), UTF_8.name());
    mail.setSentDate(Date.from(message.at()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(plain.text(message), UTF_8.name());
    MimeBodyPart marked = new MimeBodyPart();
    marked.setText(html.text(message), UTF_8.name(), "html");
    mail.setContent(new MimeMultipart("alternative", text, marked));
    mail.saveChanges();
    return mail;
  }

  /** Keeps its id; others are given a new one each time. */
  private static final class KnownMail extends MimeMessage {
    private final String id;

    KnownMail(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
