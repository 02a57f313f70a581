package dev.mlharness.activities.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server replied when it did not take a mail: the numbers only, as the words may repeat
 * what it was sent.
 */
record MailReplies(List<Integer> codes) {
  /** The mail library's for a connection that was closed instead. */
  private static final int NONE = -1;

  MailReplies {
    codes = List.copyOf(codes);
  }

  static MailReplies of(SendFailedException refusal) {
    return new MailReplies(
        Stream.<Exception>iterate(refusal, Objects::nonNull, MailReplies::next)
            .flatMap(MailReplies::code)
            .distinct()
            .toList());
  }

  /** Whether it may take the same mail later: nothing was refused for good (RFC 5321, 4.2.1). */
  boolean passing() {
    return !codes.isEmpty() && codes.stream().allMatch(code -> code == NONE || code / 100 == 4);
  }

  /** For people: {@code answered 450}. */
  String words() {
    return codes.contains(NONE)
        ? "hung up"
        : codes.stream().map(String::valueOf).collect(Collectors.joining(", ", "answered ", ""));
  }

  private static @Nullable Exception next(Exception failure) {
    return failure instanceof MessagingException linked ? linked.getNextException() : null;
  }

  private static Stream<Integer> code(Exception failure) {
    if (failure instanceof SMTPSendFailedException command) {
      return Stream.of(command.getReturnCode());
    }
    if (failure instanceof SMTPSenderFailedException sender) {
      return Stream.of(sender.getReturnCode());
    }
    return failure instanceof SMTPAddressFailedException address
        ? Stream.of(address.getReturnCode())
        : Stream.empty();
  }
}
