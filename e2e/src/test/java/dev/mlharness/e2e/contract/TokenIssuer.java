package dev.mlharness.e2e.contract;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Signs whatever it is asked to, publishes its keys, and counts how often they are fetched. */
final class TokenIssuer implements AutoCloseable {
  private final HttpServer server;
  private final @Nullable JOSEObjectType type;
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile List<JWK> published;
  private volatile ECKey key;

  /**
   * @param type of its tokens; null: none
   */
  TokenIssuer(@Nullable JOSEObjectType type) {
    this.type = type;
    this.key = newKey("first");
    this.published = List.of(key);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(
                exchange,
                "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\",\"subject_types_supported\":[\"public\"]}"
                    .formatted(url())));
    server.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          answer(exchange, new JWKSet(published).toString());
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  ECKey key() {
    return key;
  }

  int fetches() {
    return fetches.get();
  }

  /** Signs with a new key from now on; the former ones stay published. */
  void newKey() {
    key = newKey("key-" + published.size());
    published = java.util.stream.Stream.concat(published.stream(), List.of(key).stream()).toList();
  }

  /** With the key and the header of a real token. */
  String sign(JWTClaimsSet claims) {
    return sign(header().build(), claims, key);
  }

  JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID(key.getKeyID());
  }

  static String sign(JWSHeader header, JWTClaimsSet claims, ECKey key) {
    try {
      return sign(header, claims, new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static ECKey newKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
