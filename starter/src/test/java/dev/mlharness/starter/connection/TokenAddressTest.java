package dev.mlharness.starter.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ml.example.com",
        "https://ml.example.com:8443",
        "http://localhost:7070",
        "http://LOCALHOST:7070",
        "http://127.0.0.1:7070",
        "http://127.9.8.7",
        "http://[::1]:7070"
      })
  void aTokenGoesEncryptedOrStaysOnThisMachine(String address) {
    assertThat(TokenAddress.of("API", address)).hasToString(address);
    assertThat(TokenAddress.of("API", address + "/")).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ml.example.com",
        "http://127.0.0.1.evil.test",
        "http://127.evil.test:7070",
        "http://localhost.evil.test",
        "http://128.0.0.1",
        "http://0.0.0.0:7070",
        "http://[::2]:7070",
        "http://[::ffff:10.0.0.1]:7070"
      })
  void aTokenDoesNotGoElsewhereInTheClear(String address) {
    refused(address, "a token is not sent to " + address + " in the clear");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ml.example.com/harness",
        "https://ml.example.com/harness/",
        "https://ml.example.com//",
        "https://ml.example.com?x=y",
        "https://ml.example.com/#top",
        "https://somebody@ml.example.com"
      })
  void anAddressThatSaysMoreThanWhereTheApiIsIsRefused(String address) {
    refused(address, "at ml.example.com has more than a scheme, a host and a port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ml.example.com",
        "ftp://ml.example.com",
        "https://",
        "nonsense at all",
        "http://127.0.0.1.",
        ""
      })
  void whatIsNoAddressIsNamed(String address) {
    refused(address, "'" + address + "' is no address of the API");
  }

  private void refused(String address, String words) {
    assertThatThrownBy(() -> TokenAddress.of("API", address))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
              assertThat(failure.getMessage()).contains(words);
              assertThat(failure.next()).isNotNull();
            });
  }
}
