package dev.mlharness.e2e.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.PipelineAdmission;
import dev.mlharness.activities.admission.ProofCheck;
import dev.mlharness.activities.admission.SignedStarts;
import dev.mlharness.activities.admission.SigningKeys;
import dev.mlharness.activities.admission.Trust;
import dev.mlharness.activities.source.NamedRecipes;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.recipe.Digest;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.start.PipelineStart;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The door of pipelines, where the tokens are signed starts. */
final class PipelineTokenDoor implements TokenDoor {
  private static final String PIPELINE = "attacked-1";
  private static final JsonNode RECIPE =
      RecipeReader.read(
              """
              model: main.demo.attacked
              train: {notebook: /Shared/train}
              validate: {thresholds: {f1_score: {min: 0.9}}}
              """)
          .document();

  private final TokenIssuer issuer = new TokenIssuer(new JOSEObjectType("mlharness-start+jwt"));
  private final PipelineAdmission admission;

  PipelineTokenDoor(Path folder) throws IOException {
    Path keys =
        Files.writeString(folder.resolve("keys.json"), new JWKSet(issuer.key()).toString(false));
    Workspace workspace =
        RealWorkspaces.ofSandbox(
            URI.create("http://127.0.0.1:9"), RegistryKind.UNITY_CATALOG, folder.resolve("none"));
    NamedRecipes recipes =
        new NamedRecipes(new Workspaces(List.of(workspace), workspace.name()), RealWorkspaces.ROLE);
    ProofCheck proofs =
        new ProofCheck(new SignedStarts(new SigningKeys(keys)), (id, execution) -> true);
    admission = new PipelineAdmission(recipes, new Trust.Signed(), proofs);
  }

  @Override
  public Answer show(String token) {
    Instant now = Instant.now();
    try {
      admission.admit(new PipelineStart(RECIPE, PIPELINE, "execution", now, "eve", token));
      return Answer.LET_IN;
    } catch (ApplicationFailure failure) {
      if (failure.getType().equals(FailureType.ACCESS_DENIED.name())) {
        return Answer.REFUSED;
      }
      throw failure;
    }
  }

  @Override
  public TokenIssuer issuer() {
    return issuer;
  }

  @Override
  public JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer("ml-harness")
        .subject("ann@example.com")
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(Instant.now()))
        .expirationTime(TokenDoorContract.in(300))
        .claim("groups", List.of("ml-engineers"))
        .claim("recipe", Digest.of(RECIPE))
        .claim("roles", List.of(RealWorkspaces.ROLE))
        .claim("pipeline", PIPELINE);
  }

  /** A signed start is for a pipeline and a recipe, which takes the place of an audience. */
  @Override
  public Set<TokenAttack> meaningless() {
    return Set.of(TokenAttack.FOR_ANOTHER_AUDIENCE, TokenAttack.FOR_NO_AUDIENCE);
  }

  @Override
  public void close() {
    issuer.close();
  }
}
