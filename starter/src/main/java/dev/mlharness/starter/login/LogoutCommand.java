package dev.mlharness.starter.login;

import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.mlharness.starter.connection.Settings;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import java.io.IOException;
import java.net.URI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "logout",
    description = "Forgets the token for an API, and gives it back to the identity provider.")
public final class LogoutCommand extends Action {
  @Mixin private ApiOption api;

  @Override
  protected ExitCode run() {
    URI address = api.address(surroundings());
    LoginBook book = LoginBook.of(surroundings());
    boolean was = book.hold(() -> leave(book, address));
    Settings settings = Settings.of(surroundings());
    if (settings.api().filter(address.toString()::equals).isPresent()) {
      settings.useApi(null);
    }
    if (json()) {
      console().json(new LoggedOut(address, was));
    } else {
      console().print((was ? "logged out at " : "nobody was logged in at ") + address);
    }
    return ExitCode.DONE;
  }

  private boolean leave(LoginBook book, URI address) {
    Login login = book.find(address).orElse(null);
    if (login == null) {
      return false;
    }
    book.tokens(login)
        .filter(tokens -> tokens.refresh() != null)
        .ifPresent(tokens -> revoke(login, new RefreshToken(tokens.refresh())));
    book.leave(login);
    return true;
  }

  /** As well as it goes: who wants to leave leaves. */
  private void revoke(Login login, RefreshToken token) {
    try {
      URI revocation = Provider.discover(login.issuer()).revocation();
      if (revocation != null) {
        HTTPRequest request =
            new TokenRevocationRequest(revocation, new ClientID(login.client()), token)
                .toHTTPRequest();
        request.setConnectTimeout((int) Provider.PATIENCE.toMillis());
        request.setReadTimeout((int) Provider.PATIENCE.toMillis());
        request.send();
      }
    } catch (IOException | CommandFailure e) {
      console().warn("the identity provider was not told: " + e.getMessage());
    }
  }

  private record LoggedOut(URI api, boolean wasLoggedIn) {}
}
