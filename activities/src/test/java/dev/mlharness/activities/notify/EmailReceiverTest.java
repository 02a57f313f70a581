package dev.mlharness.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.notify.MailServer.Encryption;
import dev.mlharness.activities.notify.MailServer.Login;
import io.temporal.failure.ApplicationFailure;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailReceiverTest {
  private static final AddressGuard LOCAL = new AddressGuard(List.of("127.0.0.0/8"));
  private static final AddressGuard STRICT = new AddressGuard(List.of());

  @TempDir Path folder;
  private FickleMail mail;

  @BeforeEach
  void start() {
    mail = new FickleMail();
    mail.start();
  }

  @AfterEach
  void stop() {
    mail.stop();
  }

  private Receiver receiver(@Nullable Login login, Encryption encryption) {
    return receiver("127.0.0.1", login, encryption, LOCAL);
  }

  private Receiver receiver(
      String host, @Nullable Login login, Encryption encryption, AddressGuard guard) {
    return new EmailReceiver(
        "leads",
        new MailServer(host, mail.getSmtp().getPort(), encryption, login, guard),
        "ML Harness <harness@example.com>",
        List.of("lead@example.com", "risk@example.com"),
        null,
        Sample.LINKS);
  }

  private Receiver receiver() {
    return receiver(null, Encryption.NONE);
  }

  @Test
  void aMailIsPlainTextAndHtml() throws Exception {
    receiver().take(Sample.MESSAGE);

    MimeMessage[] received = mail.getReceivedMessages();
    assertThat(received).as("one for each who is addressed").hasSize(2);
    assertThat(received[0].getSubject()).isEqualTo("[gate-opened] main.fraud.detector version 2");
    assertThat(received[0].getFrom()[0]).hasToString("ML Harness <harness@example.com>");
    MimeMultipart parts = (MimeMultipart) received[0].getContent();
    assertThat(parts.getBodyPart(0).getContent().toString())
        .contains(
            "waits for approval",
            "metric f1_score: 0.93",
            "https://harness.example.com/pipelines/fraud%2F1%20a");
    assertThat(parts.getBodyPart(1).getContent().toString())
        .contains("<th align=\"left\">metric f1_score</th><td>0.93</td>");
  }

  @Test
  void aDoubleHasTheSameId() throws Exception {
    receiver().take(Sample.MESSAGE);
    receiver().take(Sample.MESSAGE);

    assertThat(mail.getReceivedMessages())
        .extracting(received -> received.getHeader("Message-ID")[0])
        .containsOnly("<0f3a@mlharness>");
  }

  @Test
  void whatAMessageCarriesAddsNoHeaderAndNoMarkup() throws Exception {
    receiver().take(Sample.message("<script>alert(1)</script>\r\nBcc: all@example.com"));

    MimeMessage received = mail.getReceivedMessages()[0];
    assertThat(received.getHeader("Bcc")).isNull();
    MimeMultipart parts = (MimeMultipart) received.getContent();
    assertThat(parts.getBodyPart(1).getContent().toString())
        .contains("&lt;script&gt;")
        .doesNotContain("<script>");
  }

  @Test
  void aUserLogsIn() throws IOException {
    mail.setUser("harness", "s3cr3tOfTheMail");
    mail.getUserManager().setAuthRequired(true);
    Files.writeString(folder.resolve("password"), "s3cr3tOfTheMail\n");
    Login login = new Login("harness", new SecretText("leads", folder.resolve("password")));
    receiver(login, Encryption.NONE).take(Sample.MESSAGE);
    assertThat(mail.getReceivedMessages()).hasSize(2);

    Files.writeString(folder.resolve("password"), "wrong-s3cr3t");
    ApplicationFailure failure = Sample.failure(receiver(login, Encryption.NONE));
    assertThat(failure.getType()).isEqualTo(FailureType.HELD.name());
    assertThat(failure.getOriginalMessage()).contains("user or the password");
    assertThat(failure.toString()).doesNotContain("s3cr3t");
  }

  @Test
  void aServerThatDoesNotEncryptGetsNothingWhereEncryptionIsAsked() {
    ApplicationFailure failure = Sample.failure(receiver(null, Encryption.STARTTLS));

    assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Encryption.class)
  void aServerWhereMessagesMayNotGoIsNotEvenConnectedTo(Encryption encryption) {
    for (String host : List.of("127.0.0.1", "localhost")) {
      ApplicationFailure failure = Sample.failure(receiver(host, null, encryption, STRICT));

      assertThat(failure.getType()).isEqualTo(FailureType.ACCESS_DENIED.name());
      assertThat(failure.getOriginalMessage())
          .contains("leads to 127.0.0.1", "mlharness.notify.allowed-addresses");
    }
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void inClearMailGoesToAllowedAddressesOnly() {
    ApplicationFailure failure =
        Sample.failure(receiver("192.88.98.1", null, Encryption.NONE, LOCAL));

    assertThat(failure.getType()).isEqualTo(FailureType.ACCESS_DENIED.name());
    assertThat(failure.getOriginalMessage()).contains("without encryption");
  }

  @Test
  void aServerThatIsNotThereIsTriedAgain() {
    Receiver receiver = receiver();
    mail.stop();

    ApplicationFailure failure = Sample.failure(receiver);

    assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 421 4.3.2 going down",
    "MAIL, 451 4.7.1 try later",
    "RCPT, 450 4.2.0 greylisted",
    "RCPT, 452 4.5.3 too many",
    "RCPT, 421 4.7.0 not so fast",
    "DATA, 451 4.3.0 try later",
  })
  void whatAServerPutsOffIsTriedAgain(String command, String reply) throws Exception {
    mail.replies(command, reply);

    ApplicationFailure failure = Sample.failure(receiver());

    assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThat(failure.isNonRetryable()).isFalse();
    assertThat(failure.getOriginalMessage())
        .contains("answered " + reply.substring(0, 3))
        .as("it may repeat what it was sent")
        .doesNotContain(reply.substring(4));
    mail.takesEverything();
    receiver().take(Sample.MESSAGE);
    assertThat(mail.getReceivedMessages()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAIL", "RCPT", "DATA"})
  void aServerThatHangsUpIsTriedAgain(String command) {
    mail.hangsUpAt(command);

    assertThat(Sample.failure(receiver()).getType()).isEqualTo(FailureType.UNAVAILABLE.name());
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 550 5.7.1 not you",
    "RCPT, 550 5.1.1 nobody here",
    "RCPT, 552 5.2.2 full",
    "DATA, 554 5.6.0 no",
  })
  void whatAServerRefusesIsNotTriedAgain(String command, String reply) {
    mail.replies(command, reply);

    ApplicationFailure failure = Sample.failure(receiver());

    assertThat(failure.getType()).isEqualTo(FailureType.HELD.name());
    assertThat(failure.isNonRetryable()).isTrue();
  }

  @Test
  void nobodyIsToldWhileOneOfThemIsPutOffSoThatNobodyIsToldTwice() {
    mail.replies("RCPT TO:<risk@example.com>", "450 4.2.0 greylisted");
    assertThat(Sample.failure(receiver()).getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThat(mail.getReceivedMessages()).isEmpty();

    mail.takesEverything();
    receiver().take(Sample.MESSAGE);
    assertThat(mail.getReceivedMessages()).as("one for each").hasSize(2);
  }

  @Test
  void anAddressThatIsRefusedIsPutRightFirstWhateverIsPutOff() {
    mail.replies("RCPT TO:<lead@example.com>", "450 4.2.0 greylisted");
    mail.replies("RCPT TO:<risk@example.com>", "550 5.1.1 nobody here");

    assertThat(Sample.failure(receiver()).getType()).isEqualTo(FailureType.HELD.name());
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void anAddressThatIsNoneIsNamedAtTheStart() {
    assertThatThrownBy(
            () ->
                new EmailReceiver(
                    "leads",
                    new MailServer("127.0.0.1", 25, Encryption.NONE, null, LOCAL),
                    "harness@example.com",
                    List.of("nobody at all"),
                    null,
                    Sample.LINKS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'nobody at all' is no e-mail address");
  }
}
