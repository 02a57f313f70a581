package dev.mlharness.activities.credentials;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A managed identity of Azure. App Service, Functions and Container Apps have an endpoint of their
 * own; everywhere else it is the metadata service of the machine.
 */
record AzureSource(@Nullable String clientId, @Nullable String audience, Surroundings surroundings)
    implements SubjectTokenSource {
  private static final String WHO = "Azure's managed identity";
  private static final String USUAL_AUDIENCE = "api://AzureADTokenExchange";
  private static final String METADATA_SERVICE = "http://169.254.169.254";
  private static final String ADVICE =
      "Assign a managed identity to where this worker runs, name it by azure-client-id if there are several, and check that identity.audience is a resource of the tenant.";

  @Override
  public SecretToken fetch() {
    Optional<String> own = surroundings.variable("IDENTITY_ENDPOINT");
    var answer =
        own.isPresent()
            ? surroundings.ask(WHO, address(own.get(), "2019-08-01"), headers(), ADVICE)
            : surroundings.ask(
                WHO,
                address(metadata() + "/metadata/identity/oauth2/token", "2018-02-01"),
                Map.of("Metadata", "true"),
                ADVICE);
    return surroundings.token(WHO, answer.json().path("access_token").asText(""));
  }

  private String metadata() {
    return surroundings.variable("AZURE_POD_IDENTITY_AUTHORITY_HOST").orElse(METADATA_SERVICE);
  }

  private Map<String, String> headers() {
    return Map.of("X-IDENTITY-HEADER", surroundings.variable("IDENTITY_HEADER").orElse(""));
  }

  private URI address(String endpoint, String version) {
    String resource = Objects.requireNonNullElse(audience, USUAL_AUDIENCE);
    String which = clientId == null ? "" : "&client_id=" + TokenEndpoint.encode(clientId);
    return URI.create(
        "%s?api-version=%s&resource=%s%s"
            .formatted(endpoint, version, TokenEndpoint.encode(resource), which));
  }
}
