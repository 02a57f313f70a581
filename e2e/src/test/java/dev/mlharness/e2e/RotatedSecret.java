package dev.mlharness.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A service principal that still needs a secret, and how the worker is told to rotate it.
 *
 * @param overlap how long readers have to take the new secret, in seconds
 * @param store as it is configured
 * @param principal application id
 * @param number under which the principal's secrets are found
 */
record RotatedSecret(
    SandboxControl sandbox,
    String name,
    int overlap,
    String store,
    String principal,
    String number) {

  static RotatedSecret in(SandboxControl sandbox, String name, int overlap, String store) {
    String principal = UUID.randomUUID().toString();
    return new RotatedSecret(
        sandbox, name, overlap, store, principal, Rotator.principal(sandbox, name, principal));
  }

  String configuration() {
    return """
            %s:
              role: rotator
              service-principal: %s
              overlap: %ds
              store: %s
        """
        .formatted(name, principal, overlap, store);
  }

  /** As an administrator makes the first one. */
  String makeByHand() {
    return sandbox.post(secrets(), "{}").path("secret").asText();
  }

  String secrets() {
    return "/api/2.0/accounts/servicePrincipals/" + number + "/credentials/secrets";
  }

  List<String> ids() {
    List<String> ids = new ArrayList<>();
    sandbox.get(secrets()).path("secrets").forEach(secret -> ids.add(secret.path("id").asText()));
    return ids;
  }

  /** How many secrets were ever made. */
  long made() {
    return sandbox.effects("principal-secret", number);
  }
}
