package dev.mlharness.starter.login;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import dev.mlharness.starter.connection.Settings;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Pause;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "login",
    description = {
      "Logs you in at an API: shows a code, which you confirm in a browser anywhere.",
      "The token is kept where this machine keeps secrets, else in a file that only you can read.",
      "A program of a CI system logs in with --assertion."
    })
public final class LoginCommand extends Action {
  private static final String INTERRUPTED = "interrupted; nobody is logged in";

  @Mixin private ApiOption api;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "The identity provider. Default: the API says it.")
  private @Nullable URI issuer;

  @Option(
      names = "--client",
      paramLabel = "ID",
      description = "The command line's client there. Default: the API says it.")
  private @Nullable String client;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      split = ",",
      description =
          "What is asked for. Default: the API says it, else openid, profile, email; for a program,"
              + " nothing. With offline_access you stay logged in for longer, where the provider"
              + " knows it.")
  private @Nullable List<String> scopes;

  @Option(
      names = "--assertion",
      paramLabel = "FILE",
      description =
          "Log in a program: a file with a token of another system, which the identity provider"
              + " trusts for the client (RFC 7523).")
  private @Nullable Path assertion;

  @Option(
      names = "--remember",
      description = "Lets all later commands go through this API, until logout.")
  private boolean remember;

  @Override
  protected ExitCode run() {
    URI address = api.address(surroundings());
    Hints hints = Hints.of(address);
    Provider provider = Provider.discover(issuer(address, hints));
    String named = client(address, hints);
    List<String> asked = scopes != null ? scopes : assertion == null ? hints.scopes() : List.of();
    AccessTokenResponse response =
        assertion == null
            ? new DeviceLogin(provider, named, asked, time -> Pause.of(time, INTERRUPTED))
                .run(this::show)
            : new ProgramLogin(provider, named, asked).run(shown(assertion));
    Tokens tokens = Tokens.of(response, hints.audience(), null);
    LoginBook book = LoginBook.of(surroundings());
    Login login =
        book.hold(
            () ->
                book.enter(
                    new Login(
                        address,
                        provider.issuer(),
                        named,
                        asked,
                        hints.audience(),
                        tokens.person(),
                        FileKeeper.NAME),
                    tokens));
    if (remember) {
      Settings.of(surroundings()).useApi(address.toString());
    }
    answer(login, tokens, book.place(login));
    return ExitCode.DONE;
  }

  private void answer(Login login, Tokens tokens, String place) {
    if (json()) {
      console()
          .json(
              new LoggedIn(
                  login.api(), login.issuer(), login.person(), tokens.expires(), login.keeper()));
      return;
    }
    console().print("logged in at " + login.api() + " as " + login.person());
    console().print("the token is kept in " + place);
    if (!remember) {
      console().print("next: ./harness list --api " + login.api());
    }
  }

  private URI issuer(URI address, Hints hints) {
    if (issuer != null) {
      return issuer;
    }
    if (hints.issuer() == null) {
      throw CommandFailure.usage(
          address + " does not say which identity provider it trusts", "name it with --issuer URL");
    }
    return hints.issuer();
  }

  private String client(URI address, Hints hints) {
    if (client != null) {
      return client;
    }
    if (hints.client() == null) {
      throw CommandFailure.usage(
          address + " does not say which client the command line is at the identity provider",
          "name it with --client ID, or have it configured: mlharness.api.command-line.client-id");
    }
    return hints.client();
  }

  private String shown(Path file) {
    try {
      return Files.readString(surroundings().directory().resolve(file)).strip();
    } catch (IOException e) {
      throw CommandFailure.usage(
          "cannot read the token in " + file + " (" + e.getClass().getSimpleName() + ")", null);
    }
  }

  private void show(DeviceLogin.Shown shown) {
    console().tell("open " + (shown.complete() == null ? shown.address() : shown.complete()));
    console().tell("and confirm the code " + shown.code());
    console().tell("waiting for up to " + shown.lifetime().toMinutes() + " minutes …");
  }

  private record LoggedIn(URI api, URI issuer, String person, Instant expires, String keptIn) {}
}
