package dev.mlharness.starter.login;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.remote.ApiClient.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The token that is shown to an API: the one in the file that {@value #FILE} names, as pipelines of
 * other systems have it; else that of whoever is logged in, made anew when it is about to expire.
 */
public final class LoginTokens {
  /** Names the file with a token of the identity provider. */
  public static final String FILE = "MLHARNESS_ID_TOKEN_FILE";

  private static final Duration SOON = Duration.ofSeconds(30);

  private LoginTokens() {}

  public static TokenSource of(Surroundings surroundings, URI api) {
    String file = surroundings.variable(FILE);
    return file == null
        ? new Kept(LoginBook.of(surroundings), api)
        : new InFile(surroundings, file);
  }

  /** Somebody else keeps it fresh. */
  private record InFile(Surroundings surroundings, String file) implements TokenSource {
    @Override
    public String token() {
      try {
        return Files.readString(surroundings.directory().resolve(file)).strip();
      } catch (IOException e) {
        throw CommandFailure.usage(
            "cannot read the token in %s, which %s names (%s)"
                .formatted(file, FILE, e.getClass().getSimpleName()),
            null);
      }
    }

    @Override
    public @Nullable String instead(String refused) {
      String now = token();
      return now.equals(refused) ? null : now;
    }
  }

  /** Refreshed by one command at a time: a refresh token may be good only once. */
  record Kept(LoginBook book, URI api) implements TokenSource {
    @Override
    public String token() {
      Tokens tokens = kept();
      return fresh(tokens) ? tokens.shown() : book.hold(() -> newer(null));
    }

    @Override
    public @Nullable String instead(String refused) {
      return kept().refresh() == null ? null : book.hold(() -> newer(refused));
    }

    private String newer(@Nullable String refused) {
      Tokens tokens = kept(); // Another command may just have done it.
      if (fresh(tokens) && !tokens.shown().equals(refused)) {
        return tokens.shown();
      }
      if (tokens.refresh() == null) {
        throw expired();
      }
      Login login = login();
      Tokens got = refreshed(login, tokens.refresh());
      Login unused = book.enter(login, got);
      return got.shown();
    }

    private Tokens refreshed(Login login, String refresh) {
      HTTPRequest request =
          new TokenRequest.Builder(
                  Provider.discover(login.issuer()).token(),
                  new ClientID(login.client()),
                  new RefreshTokenGrant(new RefreshToken(refresh)))
              .build()
              .toHTTPRequest();
      request.setConnectTimeout((int) Provider.PATIENCE.toMillis());
      request.setReadTimeout((int) Provider.PATIENCE.toMillis());
      try {
        TokenResponse answer = OIDCTokenResponseParser.parse(request.send());
        if (!answer.indicatesSuccess()) {
          throw expired();
        }
        return Tokens.of(answer.toSuccessResponse(), login.audience(), refresh);
      } catch (IOException | ParseException e) {
        throw CommandFailure.failed(
            "the identity provider %s gave no fresh token: %s"
                .formatted(login.issuer(), e.getMessage()),
            null);
      }
    }

    private static boolean fresh(Tokens tokens) {
      return tokens.expires().minus(SOON).isAfter(Instant.now());
    }

    private Tokens kept() {
      return book.tokens(login()).orElseThrow(this::expired);
    }

    private Login login() {
      return book.find(api)
          .orElseThrow(() -> CommandFailure.failed("nobody is logged in at " + api, next()));
    }

    private CommandFailure expired() {
      return CommandFailure.failed("the login at %s has expired".formatted(api), next());
    }

    private String next() {
      return "./harness login --api " + api + ", or name a file with a token in " + FILE;
    }
  }
}
