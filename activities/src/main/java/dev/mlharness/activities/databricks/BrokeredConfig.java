package dev.mlharness.activities.databricks;

import com.databricks.sdk.core.CredentialsProvider;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.HeaderFactory;
import com.databricks.sdk.core.http.HttpClient;
import com.databricks.sdk.core.oauth.OAuthHeaderFactory;
import com.databricks.sdk.core.oauth.Token;
import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.credentials.SecretToken;
import dev.mlharness.activities.workspace.Workspace;
import java.net.URI;

/** The SDK's configuration, complete as it is: nothing is looked up in the surroundings. */
final class BrokeredConfig extends DatabricksConfig {

  BrokeredConfig(
      Workspace workspace, URI host, Access access, CredentialBroker broker, HttpClient http) {
    setHost(host.toString());
    setHttpClient(http);
    setHttpTimeoutSeconds((int) workspace.limits().httpTimeout().toSeconds());
    setDisableRetries(true);
    setCredentialsProvider(new Brokered(access, broker));
  }

  /** The SDK would read the environment, a file in the home directory, and ask the host. */
  @Override
  public synchronized DatabricksConfig resolve() {
    return this;
  }

  private record Brokered(Access access, CredentialBroker broker) implements CredentialsProvider {
    @Override
    public String authType() {
      return "token-exchange";
    }

    @Override
    public HeaderFactory configure(DatabricksConfig config) {
      return OAuthHeaderFactory.fromTokenSource(this::token);
    }

    private Token token() {
      SecretToken token = broker.token(access);
      return new Token(token.reveal(), "Bearer", token.expiry());
    }
  }
}
