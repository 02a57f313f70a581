package dev.mlharness.starter.login;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** RFC 8628: shows a code, and waits until a person has confirmed it in a browser. */
final class DeviceLogin {
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);
  private static final Duration SLOWER = Duration.ofSeconds(5);

  /**
   * What a person needs to see.
   *
   * @param complete the address with the code in it; null: there is none
   */
  record Shown(URI address, String code, @Nullable URI complete, Duration lifetime) {}

  private final Provider provider;
  private final ClientID client;
  private final List<String> scopes;
  private final Consumer<Duration> pause;

  /**
   * @param pause waits so long
   */
  DeviceLogin(Provider provider, String client, List<String> scopes, Consumer<Duration> pause) {
    this.provider = provider;
    this.client = new ClientID(client);
    this.scopes = List.copyOf(scopes);
    this.pause = pause;
  }

  /**
   * @param show tells the person what to do
   * @throws CommandFailure when the person denies it, or does nothing until the code has expired
   */
  AccessTokenResponse run(Consumer<Shown> show) {
    DeviceAuthorizationSuccessResponse device = ask();
    Duration lifetime = Duration.ofSeconds(device.getLifetime());
    show.accept(
        new Shown(
            device.getVerificationURI(),
            device.getUserCode().getValue(),
            device.getVerificationURIComplete(),
            lifetime));
    Duration interval =
        device.getInterval() > 0 ? Duration.ofSeconds(device.getInterval()) : USUAL_INTERVAL;
    Duration waited = Duration.ZERO;
    while (waited.compareTo(lifetime) < 0) {
      pause.accept(interval);
      waited = waited.plus(interval);
      TokenResponse answer = poll(device);
      if (answer == null) {
        interval = interval.multipliedBy(2); // As the RFC wants it of who gets no answer.
      } else if (answer.indicatesSuccess()) {
        return answer.toSuccessResponse();
      } else {
        interval = interval.plus(longer(answer.toErrorResponse().getErrorObject()));
      }
    }
    throw expired();
  }

  private DeviceAuthorizationSuccessResponse ask() {
    HTTPRequest request =
        new DeviceAuthorizationRequest.Builder(client)
            .endpointURI(provider.device())
            .scope(new Scope(scopes.toArray(String[]::new)))
            .build()
            .toHTTPRequest();
    try {
      DeviceAuthorizationResponse answer =
          DeviceAuthorizationResponse.parse(patient(request).send());
      if (answer.indicatesSuccess()) {
        return answer.toSuccessResponse();
      }
      throw refused(answer.toErrorResponse().getErrorObject());
    } catch (IOException | ParseException e) {
      throw CommandFailure.failed(
          "the identity provider %s gave no code: %s".formatted(provider.issuer(), e.getMessage()),
          null);
    }
  }

  private @Nullable TokenResponse poll(DeviceAuthorizationSuccessResponse device) {
    HTTPRequest request =
        new TokenRequest.Builder(
                provider.token(), client, new DeviceCodeGrant(device.getDeviceCode()))
            .build()
            .toHTTPRequest();
    try {
      return OIDCTokenResponseParser.parse(patient(request).send());
    } catch (IOException e) {
      return null; // It may answer the next time.
    } catch (ParseException e) {
      throw CommandFailure.failed(
          "the identity provider's answer cannot be read: " + e.getMessage(), null);
    }
  }

  /** How much longer to wait from now on. */
  private Duration longer(ErrorObject error) {
    if (DeviceAuthorizationGrantError.AUTHORIZATION_PENDING.equals(error)) {
      return Duration.ZERO;
    }
    if (DeviceAuthorizationGrantError.SLOW_DOWN.equals(error)) {
      return SLOWER;
    }
    if (DeviceAuthorizationGrantError.EXPIRED_TOKEN.equals(error)) {
      throw expired();
    }
    if (OAuth2Error.ACCESS_DENIED.equals(error)) {
      throw new CommandFailure(
          ExitCode.REJECTED_OR_HELD, "you denied it; nobody is logged in", null);
    }
    throw refused(error);
  }

  private CommandFailure refused(ErrorObject error) {
    String said = error.getDescription() == null ? "" : ": " + error.getDescription();
    return CommandFailure.failed(
        "the identity provider %s refused the client '%s' (%s%s)"
            .formatted(provider.issuer(), client.getValue(), error.getCode(), said),
        "it must be registered there as a public client with the device flow; --client names another");
  }

  private static CommandFailure expired() {
    return CommandFailure.failed(
        "the code has expired before anybody confirmed it", "./harness login gives another");
  }

  private static HTTPRequest patient(HTTPRequest request) {
    request.setConnectTimeout((int) Provider.PATIENCE.toMillis());
    request.setReadTimeout((int) Provider.PATIENCE.toMillis());
    return request;
  }
}
