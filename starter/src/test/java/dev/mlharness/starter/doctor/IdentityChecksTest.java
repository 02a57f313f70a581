package dev.mlharness.starter.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.starter.stack.Addresses;
import dev.mlharness.starter.stack.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityChecksTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @TempDir Path folder;

  @Test
  void aFreshSubjectTokenIsFineAndNotShown() throws IOException {
    String token = write(NOW.plusSeconds(300));

    Finding finding = subjectToken();

    assertThat(finding).isInstanceOf(Finding.Fine.class);
    assertThat(finding.what()).contains("worker", "300 s").doesNotContain(token.split("\\.")[2]);
  }

  @Test
  void anExpiredOneIsNot() throws IOException {
    write(NOW.minusSeconds(60));

    assertThat(subjectToken()).isInstanceOf(Finding.Wrong.class);
    assertThat(subjectToken().what()).contains("expired 60 s ago");
  }

  @Test
  void aMissingOneIsNot() {
    assertThat(subjectToken()).isInstanceOf(Finding.Wrong.class);
    assertThat(subjectToken().what()).contains("cannot be read");
  }

  @Test
  void whatIsNoJwtIsNot() throws IOException {
    Files.writeString(file(), "not-a-token");

    assertThat(subjectToken().what()).contains("is no JWT");
  }

  @Test
  void aCheckThatFailsIsAFindingToo() {
    var check =
        new Check(
            "broken",
            () -> {
              throw new IllegalStateException("out of reach");
            });

    assertThat(check.find()).isEqualTo(new Finding.Wrong("out of reach", "./harness logs"));
  }

  private Finding subjectToken() {
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new IdentityChecks(Addresses.of(Ports.usual()), file(), clock).subjectToken();
  }

  private String write(Instant expiry) throws IOException {
    String claims =
        "{\"sub\": \"worker\", \"aud\": \"sandbox\", \"exp\": %d}"
            .formatted(expiry.getEpochSecond());
    String body =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    String token = "eyJhbGciOiJSUzI1NiJ9." + body + ".c2lnbmF0dXJl";
    Files.writeString(file(), token);
    return token;
  }

  private Path file() {
    return folder.resolve("token");
  }
}
