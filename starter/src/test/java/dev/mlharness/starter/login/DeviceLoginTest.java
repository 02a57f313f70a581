package dev.mlharness.starter.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import dev.mlharness.starter.console.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceLoginTest {
  private static final String LEAD = "lead@example.com";
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final List<Duration> pauses = new ArrayList<>();
  private final List<DeviceLogin.Shown> shown = new ArrayList<>();
  private ScriptedProvider provider;

  @BeforeEach
  void start() throws IOException {
    provider = new ScriptedProvider();
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void whoConfirmsGetsATokenAndWhoIsToldToSlowDownDoes() {
    provider
        .says("authorization_pending")
        .says("slow_down")
        .says("authorization_pending")
        .gives(LEAD, "ml-harness", LIFE, "r1");

    Tokens tokens = Tokens.of(login("cli"), "ml-harness", null);

    assertThat(tokens.person()).isEqualTo(LEAD);
    assertThat(tokens.refresh()).isEqualTo("r1");
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(5L, 5L, 10L, 10L);
    assertThat(shown)
        .extracting(DeviceLogin.Shown::code, DeviceLogin.Shown::address)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "ABCD-EFGH", URI.create(provider.issuer() + "/activate")));
    assertThat(provider.asked()).allMatch(body -> body.contains("device_code=device-1"));
  }

  @Test
  void whoDeniesIsNotLoggedIn() {
    provider.says("access_denied");

    assertThatThrownBy(() -> login("cli"))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("you denied it; nobody is logged in");
  }

  @Test
  void aCodeExpires() {
    provider.says("expired_token");

    assertThatThrownBy(() -> login("cli")).hasMessageContaining("the code has expired");
  }

  @Test
  void nobodyIsWaitedForLongerThanTheCodeLives() {
    assertThatThrownBy(() -> login("cli")).hasMessageContaining("the code has expired");
    assertThat(pauses.stream().mapToLong(Duration::toSeconds).sum()).isEqualTo(60);
  }

  @Test
  void aClientThatIsNotKnownIsNamed() {
    assertThatThrownBy(() -> login("nobody"))
        .hasMessageContaining("refused the client 'nobody' (invalid_client");
  }

  @Test
  void aProgramLogsInWithTheTokenOfItsOwnSystem() {
    provider.gives("ci@example.com", "ml-harness", LIFE, "r1");

    Tokens tokens =
        Tokens.of(
            new ProgramLogin(provider.provider(), "ci", List.of("profile")).run("of-the-ci-system"),
            "ml-harness",
            null);

    assertThat(tokens.person()).isEqualTo("ci@example.com");
    assertThat(provider.asked())
        .singleElement()
        .asString()
        .contains(
            "grant_type=client_credentials", "client_assertion=of-the-ci-system", "scope=profile");
    provider.says("invalid_client");
    assertThatThrownBy(
            () -> new ProgramLogin(provider.provider(), "ci", List.of()).run("of-somebody"))
        .hasMessageContaining("does not take the assertion for the client 'ci' (invalid_client");
    assertThat(provider.asked()).last().asString().doesNotContain("scope");
  }

  @Test
  void aTokenForSomebodyElseIsNotTaken() {
    provider.gives(LEAD, "another", LIFE, "r1");

    assertThatThrownBy(() -> Tokens.of(login("cli"), "ml-harness", null))
        .hasMessageContaining("no token for the audience ml-harness (but for [another])");
  }

  @Test
  void aProviderThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Provider.discover(URI.create("http://127.0.0.1:1")))
        .hasMessageContaining("http://127.0.0.1:1");
  }

  private AccessTokenResponse login(String client) {
    return new DeviceLogin(provider.provider(), client, List.of("openid", "profile"), pauses::add)
        .run(shown::add);
  }
}
