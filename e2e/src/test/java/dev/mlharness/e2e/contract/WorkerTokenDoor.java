package dev.mlharness.e2e.contract;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Where a worker takes tokens of people: its start desk, or its codec server. */
final class WorkerTokenDoor implements TokenDoor {
  /** What is asked of a start desk. */
  static final String START =
      """
      {"pipeline": "one", "recipe": {
        "model": "main.demo.attacked",
        "train": {"notebook": "/Shared/train"},
        "validate": {"thresholds": {"f1_score": {"min": 0.9}}}}}
      """;

  private final TokenIssuer issuer = new TokenIssuer(null);
  private final RealWorker worker;
  private final String path;
  private final String body;

  private WorkerTokenDoor(String path, String body) throws IOException {
    this.worker = RealWorker.start(URI.create(issuer.url()));
    this.path = path;
    this.body = body;
  }

  static WorkerTokenDoor startDesk() throws IOException {
    return new WorkerTokenDoor("/v1/starts", START);
  }

  static WorkerTokenDoor codecServer() throws IOException {
    return new WorkerTokenDoor("/codec/decode", "{\"payloads\": []}");
  }

  @Override
  public Answer show(String token) {
    return HttpDoor.post(
        worker.address().resolve(path),
        Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token),
        body);
  }

  @Override
  public TokenIssuer issuer() {
    return issuer;
  }

  @Override
  public JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url())
        .subject("00u1")
        .audience(RealWorker.AUDIENCE)
        .claim("email", "ann@example.com")
        .claim("groups", List.of("ml-engineers", "ml-leads"))
        .expirationTime(TokenDoorContract.in(300));
  }

  @Override
  public void close() {
    worker.close();
    issuer.close();
  }
}
