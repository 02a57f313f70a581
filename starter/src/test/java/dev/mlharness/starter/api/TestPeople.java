package dev.mlharness.starter.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/**
 * An identity provider with one key. Whoever is in group {@code readers} is a reader, and so on.
 */
public final class TestPeople implements AutoCloseable {
  private final HttpServer server;
  private final RSAKey key;

  TestPeople() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("1").generate();
    byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jwks",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The group that gives the role in these tests. */
  static String groupOf(ApiRole role) {
    return role.name().toLowerCase(Locale.ROOT) + "s";
  }

  /** Of somebody with these roles. */
  public String tokenWith(ApiRole... roles) {
    return signed(claims(roles).build());
  }

  JWTClaimsSet.Builder claims(ApiRole... roles) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .subject("subject-1")
        .audience("ml-harness")
        .claim("email", "lead@example.com")
        .claim("groups", List.of(roles).stream().map(TestPeople::groupOf).toList())
        .expirationTime(Date.from(Instant.now().plusSeconds(300)));
  }

  String signed(JWTClaimsSet claims) {
    return signedBy(key, claims);
  }

  static String signedBy(RSAKey signer, JWTClaimsSet claims) {
    try {
      SignedJWT jwt =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(), claims);
      jwt.sign(new RSASSASigner(signer));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With the public key as if it were a shared secret: the old trick. */
  String confused(JWTClaimsSet claims) throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("1").build(), claims);
    jwt.sign(new MACSigner(key.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8)));
    return jwt.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
