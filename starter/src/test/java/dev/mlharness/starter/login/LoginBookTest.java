package dev.mlharness.starter.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class LoginBookTest {
  private static final URI API = URI.create("https://ml.example.com");
  private static final Tokens TOKENS =
      new Tokens("the-secret-token", Instant.parse("2026-11-28T12:00:00Z"), "the-secret-refresh");

  /** Speaks as {@code secret-tool} does, and keeps what it is given in a file. */
  private static final String SECRET_TOOL =
      """
      #!/bin/sh
      file=$(dirname "$0")/kept
      case $1 in
        store) cat >"$file" ;;
        lookup) cat "$file" ;;
        clear) rm -f "$file" ;;
      esac
      """;

  @TempDir Path folder;

  @Test
  void withoutABetterPlaceTokensAreInAFileThatOnlyTheirOwnerCanRead() throws IOException {
    LoginBook book = book("");

    Login login = book.enter(login(), TOKENS);

    assertThat(login.keeper()).isEqualTo("file");
    assertThat(book.find(API)).contains(login);
    assertThat(book.tokens(login)).contains(TOKENS);
    assertThat(holding("the-secret")).hasSize(1).allSatisfy(this::isPrivate);
  }

  @Test
  void whereTheSystemKeepsSecretsNoFileHoldsThem() throws IOException {
    LoginBook book = book(SECRET_TOOL);

    Login login = book.enter(login(), TOKENS);

    assertThat(login.keeper()).isEqualTo("secret-tool");
    assertThat(book.place(login)).isEqualTo("the Secret Service of this machine");
    assertThat(book.tokens(login)).contains(TOKENS);
    assertThat(holding("the-secret")).isEmpty();
    book.leave(login);
    assertThat(book.find(API)).isEmpty();
    assertThat(folder.resolve("bin/kept")).doesNotExist();
  }

  @Test
  void aPlaceThatForgetsIsNotTrusted() throws IOException {
    LoginBook book = book("#!/bin/sh\ncat >/dev/null\n");

    assertThat(book.enter(login(), TOKENS).keeper()).isEqualTo("file");
  }

  @Test
  void whoLogsOutLeavesNothing() throws IOException {
    LoginBook book = book("");
    Login login = book.enter(login(), TOKENS);

    book.leave(login);

    assertThat(holding("the-secret")).isEmpty();
    assertThat(book.find(API)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{\"https://ml.example.com\": {\"api\": {}}}",
        "\u00e9\u00e9"
      })
  void aDamagedFileIsNamedAndWhatToDoWithIt(String damaged) throws IOException {
    Path file = Files.createDirectories(folder.resolve("config")).resolve("logins.json");
    Files.writeString(file, damaged, StandardCharsets.ISO_8859_1);
    LoginBook book = book("");

    assertThatThrownBy(() -> book.find(API))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
              assertThat(failure.getMessage()).contains(file.toString());
              assertThat(failure.next())
                  .isEqualTo("move it away or remove it, and log in again: ./harness login");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"token\": \"t\", \"expires\": \"soon\"}"})
  void aDamagedTokenIsLostAndWhoeverHadItCanLogOut(String damaged) throws IOException {
    LoginBook book = book("");
    Login login = book.enter(login(), TOKENS);
    Files.writeString(holding("the-secret").get(0), damaged);

    assertThat(book.tokens(login)).isEmpty();
    book.leave(login);
    assertThat(book.find(API)).isEmpty();
  }

  @Test
  void tokensDoNotPrintThemselves() {
    assertThat(TOKENS.toString()).doesNotContain("secret");
  }

  private void isPrivate(Path file) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private List<Path> holding(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("config"))) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private LoginBook book(String secretTool) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    if (!secretTool.isEmpty()) {
      Path tool = Files.writeString(bin.resolve("secret-tool"), secretTool);
      assertThat(tool.toFile().setExecutable(true)).isTrue();
    }
    return LoginBook.of(
        new Surroundings(
            Map.of("MLHARNESS_CONFIG", folder.resolve("config").toString(), "PATH", bin.toString()),
            folder,
            new BufferedReader(new StringReader("")),
            false,
            false));
  }

  private static Login login() {
    return new Login(
        API,
        URI.create("https://idp.example.com"),
        "cli",
        List.of("openid"),
        "ml-harness",
        "lead@example.com",
        "file");
  }
}
