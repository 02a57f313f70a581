package dev.mlharness.starter.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlharness.payload.Payloads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An identity provider with one key. Whoever is in group {@code readers} is a reader, and so on.
 */
public final class TestPeople implements AutoCloseable {
  private final HttpServer server;
  private final RSAKey key;
  private final AtomicInteger fetches = new AtomicInteger();
  private final Map<String, JWTClaimsSet> codes = new ConcurrentHashMap<>();
  private volatile JWTClaimsSet signsIn = new JWTClaimsSet.Builder().build();

  TestPeople() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("1").generate();
    byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jwks",
        exchange -> {
          fetches.incrementAndGet();
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.createContext("/.well-known/openid-configuration", this::discover);
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/logout", this::logout);
    server.start();
  }

  /** Whoever comes to sign in from now on is somebody with these roles. */
  public void signIn(ApiRole... roles) {
    signsIn = claims(roles).build();
  }

  /** As {@link #signIn}, with a token that ends then. */
  public void signInUntil(Instant end, ApiRole... roles) {
    signsIn = claims(roles).expirationTime(Date.from(end)).build();
  }

  private void discover(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        Map.of(
            "issuer", issuer(),
            "authorization_endpoint", issuer() + "/authorize",
            "token_endpoint", issuer() + "/token",
            "jwks_uri", issuer() + "/jwks",
            "end_session_endpoint", issuer() + "/logout",
            "subject_types_supported", List.of("public")));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(
        code,
        new JWTClaimsSet.Builder(signsIn)
            .claim("nonce", asked.get("nonce"))
            .issueTime(Date.from(Instant.now()))
            .build());
    exchange
        .getResponseHeaders()
        .add(
            "Location",
            asked.get("redirect_uri")
                + "?code="
                + code
                + "&state="
                + URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void logout(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
    exchange.getResponseHeaders().add("Location", asked.get("post_logout_redirect_uri"));
    exchange.sendResponseHeaders(asked.containsKey("id_token_hint") ? 302 : 400, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    JWTClaimsSet claims = Objects.requireNonNull(codes.remove(parameters(body).get("code")));
    answer(
        exchange,
        Map.of(
            "access_token",
            "none",
            "token_type",
            "Bearer",
            "expires_in",
            300,
            "id_token",
            signed(claims)));
  }

  private static void answer(HttpExchange exchange, Map<String, Object> json) throws IOException {
    byte[] body = Payloads.mapper().writeValueAsBytes(json);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Map<String, String> parameters(String form) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : form.split("&")) {
      String[] parts = parameter.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  public String issuer() {
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

  /** With a header that says of which type the token is. */
  String signedAs(String type, JWTClaimsSet claims) {
    return signedBy(
        key,
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").type(new JOSEObjectType(type)).build(),
        claims);
  }

  /** With a key that the identity provider does not know, under any name. */
  String signedByNobody(String name, JWTClaimsSet claims) {
    return signedBy(key, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(name).build(), claims);
  }

  /** How often the keys were fetched so far. */
  int fetches() {
    return fetches.get();
  }

  static String signedBy(RSAKey signer, JWTClaimsSet claims) {
    return signedBy(signer, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(), claims);
  }

  private static String signedBy(RSAKey signer, JWSHeader header, JWTClaimsSet claims) {
    try {
      SignedJWT jwt = new SignedJWT(header, claims);
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
