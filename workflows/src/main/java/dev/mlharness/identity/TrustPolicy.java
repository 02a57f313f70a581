package dev.mlharness.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mlharness.payload.Payloads;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service principal must trust, so that a worker may act as it.
 *
 * @param issuer the identity provider
 * @param subject the worker's name there; null while its token cannot be had
 * @param audiences for whom its tokens are
 */
public record TrustPolicy(String issuer, @Nullable String subject, List<String> audiences) {
  public TrustPolicy {
    audiences = List.copyOf(audiences);
  }

  /**
   * The federation policy as Databricks' account API takes it.
   *
   * @throws IllegalStateException while the subject is not known
   */
  public String json() {
    if (subject == null) {
      throw new IllegalStateException("a policy without a subject would trust everybody");
    }
    var oidc = Map.of("issuer", issuer, "audiences", audiences, "subject", subject);
    try {
      return Payloads.mapper().writeValueAsString(Map.of("oidc_policy", oidc));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
