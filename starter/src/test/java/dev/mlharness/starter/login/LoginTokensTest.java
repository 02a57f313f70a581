package dev.mlharness.starter.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.starter.login.LoginTokens.Kept;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTokensTest {
  private static final URI API = URI.create("https://ml.example.com");
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir Path folder;
  private ScriptedProvider provider;
  private LoginBook book;

  @BeforeEach
  void start() throws IOException {
    provider = new ScriptedProvider();
    book = new LoginBook(folder, List.of(new FileKeeper(folder.resolve("tokens"))));
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void aTokenThatIsGoodIsShownAsItIs() {
    String token = loggedIn(LONG, "r1");

    assertThat(new Kept(book, API).token()).isEqualTo(token);
    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void aStaleTokenIsMadeAnewAndTheNewRefreshTokenIsKept() {
    loggedIn(Duration.ofSeconds(5), "r1");
    provider.gives("lead@example.com", "ml-harness", LONG, "r2");

    String fresh = new Kept(book, API).token();

    assertThat(provider.asked()).singleElement().asString().contains("refresh_token=r1");
    assertThat(book.tokens(book.find(API).orElseThrow()).orElseThrow())
        .returns(fresh, Tokens::shown)
        .returns("r2", Tokens::refresh);
    assertThat(new Kept(book, API).token()).isEqualTo(fresh);
  }

  @Test
  void aTokenThatWasTurnedAwayIsReplacedOnce() {
    String token = loggedIn(LONG, "r1");
    provider.gives("lead@example.com", "ml-harness", Duration.ofMinutes(6), "r2");

    assertThat(new Kept(book, API).instead(token)).isNotEqualTo(token);
  }

  @Test
  void whoseLoginHasExpiredIsToldWhatToDo() {
    loggedIn(Duration.ofSeconds(5), null);
    assertThatThrownBy(() -> new Kept(book, API).token())
        .hasMessage("the login at https://ml.example.com has expired");

    loggedIn(Duration.ofSeconds(5), "revoked");
    provider.says("invalid_grant");
    assertThatThrownBy(() -> new Kept(book, API).token()).hasMessageContaining("has expired");
  }

  @Test
  void whoIsNotLoggedInIsToldSo() {
    assertThatThrownBy(() -> new Kept(book, API).token())
        .hasMessage("nobody is logged in at https://ml.example.com");
  }

  private String loggedIn(Duration life, @Nullable String refresh) {
    String token = ScriptedProvider.token("lead@example.com", "ml-harness", life);
    Login login =
        new Login(
            API, provider.issuer(), "cli", List.of(), "ml-harness", "lead@example.com", "file");
    Login unused = book.enter(login, new Tokens(token, Instant.now().plus(life), refresh));
    return token;
  }
}
