package dev.mlharness.activities.credentials;

import java.net.URI;
import java.util.Map;

/** The metadata server of a machine or pod of Google Cloud. */
record GoogleSource(String audience, Surroundings surroundings) implements SubjectTokenSource {
  private static final String WHO = "Google's metadata server";
  private static final String PATH =
      "/computeMetadata/v1/instance/service-accounts/default/identity?format=full&audience=";
  private static final String ADVICE =
      "Attach a service account to where this worker runs; on GKE, bind the pod's one to it.";

  @Override
  public SecretToken fetch() {
    String host = surroundings.variable("GCE_METADATA_HOST").orElse("metadata.google.internal");
    var address = URI.create("http://" + host + PATH + TokenEndpoint.encode(audience));
    var answer = surroundings.ask(WHO, address, Map.of("Metadata-Flavor", "Google"), ADVICE);
    return surroundings.token(WHO, answer.body());
  }
}
