package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The desk of the worker, as people come to it, and what it signs, tampered with. */
final class SigningDesk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final RealStack stack;

  SigningDesk(RealStack stack) {
    this.stack = stack;
  }

  /** As the desk signs it. */
  String decision(String person, Pipelines.Started gated) throws Exception {
    String body =
        JSON.createObjectNode()
            .put("pipeline", gated.id())
            .put("evidence", Objects.requireNonNull(gated.pipeline().evidence()).digest())
            .put("verdict", "approve")
            .toString();
    HttpResponse<String> signed = post("/v1/decisions", tokenOf(person), body);
    assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
    return JSON.readTree(signed.body()).required("decision").asText();
  }

  String proof(String person, String pipeline, FastRecipe recipe) throws Exception {
    HttpResponse<String> signed = ask(tokenOf(person), pipeline, recipe);
    assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
    return JSON.readTree(signed.body()).required("start").asText();
  }

  HttpResponse<String> ask(@Nullable String token, String pipeline, FastRecipe recipe)
      throws Exception {
    String body =
        JSON.createObjectNode()
            .put("pipeline", pipeline)
            .set("recipe", recipe.document())
            .toString();
    return post("/v1/starts", token, body);
  }

  private HttpResponse<String> post(String path, @Nullable String token, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(stack.addresses().worker().resolve(path))
            .POST(BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  String tokenOf(String person) {
    return stack.signIn().tokenOf(person);
  }

  /** With the same words and key id, by another key. */
  static String forged(String proof) throws Exception {
    SignedJWT real = SignedJWT.parse(proof);
    JWSHeader header = real.getHeader();
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID(header.getKeyID()).generate();
    SignedJWT forged = new SignedJWT(header, real.getJWTClaimsSet());
    forged.sign(new ECDSASigner(key));
    return forged.serialize();
  }

  static String unsigned(String proof) throws Exception {
    return new PlainJWT(SignedJWT.parse(proof).getJWTClaimsSet()).serialize();
  }
}
