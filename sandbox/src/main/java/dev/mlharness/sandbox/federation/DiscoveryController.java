package dev.mlharness.sandbox.federation;

import dev.mlharness.sandbox.SandboxSettings;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the Databricks SDKs ask a host before they authenticate. */
@RestController
class DiscoveryController {

  private final SandboxSettings settings;

  DiscoveryController(SandboxSettings settings) {
    this.settings = settings;
  }

  @GetMapping("/.well-known/databricks-config")
  Map<String, Object> host() {
    return Map.of(
        "oidc_endpoint", settings.host() + "/oidc",
        "account_id", settings.accountId(),
        "workspace_id", settings.workspaceId(),
        "token_federation_default_oidc_audiences", List.of(settings.host().toString()));
  }

  @GetMapping("/oidc/.well-known/oauth-authorization-server")
  Map<String, Object> tokenEndpoint() {
    String oidc = settings.host() + "/oidc";
    return Map.of(
        "issuer",
        oidc,
        "authorization_endpoint",
        oidc + "/v1/authorize",
        "token_endpoint",
        oidc + "/v1/token",
        "grant_types_supported",
        List.of("urn:ietf:params:oauth:grant-type:token-exchange", "client_credentials"),
        "scopes_supported",
        List.of("all-apis"));
  }
}
