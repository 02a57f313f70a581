package dev.mlharness.activities.workspace;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * An application or user-assigned managed identity of Entra with a federated credential for this
 * worker.
 *
 * @param tenant its directory id
 * @param clientId its application id
 * @param audience that the federated credential names
 * @param authority who gives tokens in this cloud, as {@code https://login.microsoftonline.com}
 */
public record AzureIdentity(String tenant, String clientId, String audience, URI authority) {
  /** What Entra proposes for federated credentials. */
  public static final String USUAL_AUDIENCE = "api://AzureADTokenExchange";

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  public AzureIdentity {
    for (String id : new String[] {tenant, clientId}) {
      if (!UUID.matcher(id).matches()) {
        throw new IllegalArgumentException("'%s' is no id of Entra; it is a UUID".formatted(id));
      }
    }
    PrivateAddress.check("authority", authority);
  }
}
