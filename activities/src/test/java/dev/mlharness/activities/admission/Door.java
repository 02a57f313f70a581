package dev.mlharness.activities.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.mlharness.activities.TestIdentity;
import dev.mlharness.activities.source.NamedRecipes;
import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.SubjectTokens.ProjectedFile;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.recipe.Digest;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.start.PipelineStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A workspace with roles for two groups and for everybody, keys, and a recipe to start. */
final class Door {
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  static final String PIPELINE = "fraud-1";
  static final Person ANN = new Person("ann@example.com", Set.of("ml-engineers", "ml-leads"));
  static final Person BOB = new Person("bob@example.com", Set.of("ml-engineers"));

  /** Trains for engineers, deploys for leads. */
  static final JsonNode RECIPE =
      RecipeReader.read(
              """
              model: main.fraud.detector
              role: trainer
              train: {notebook: /Shared/train}
              validate: {thresholds: {f1_score: {min: 0.9}}}
              deploy: {role: deployer, batch: {}}
              """)
          .document();

  /** As {@link #RECIPE}, by a role that is for everybody. */
  static final JsonNode OPEN_RECIPE = open();

  final NamedRecipes recipes = new NamedRecipes(workspaces(), "trainer");
  final Path keyFile;
  private final Map<String, String> used = new HashMap<>();

  Door(Path folder) {
    keyFile = folder.resolve("keys.json");
    keys(key("k1"));
  }

  SignedStarts signedStarts() {
    return new SignedStarts(new SigningKeys(keyFile));
  }

  PipelineAdmission admission(Trust trust) {
    return new PipelineAdmission(recipes, trust, new ProofCheck(signedStarts(), this::use));
  }

  private boolean use(String id, String execution) {
    String first = used.putIfAbsent(id, execution);
    return first == null || first.equals(execution);
  }

  /** A proof that counts for {@link #start}. */
  StartProof proof(Person person) {
    return proof(person, RECIPE, new StartProof.Scope.One(Purpose.PIPELINE, PIPELINE));
  }

  StartProof proof(Person person, JsonNode recipe, StartProof.Scope scope) {
    return new StartProof(
        "start-1",
        person,
        Digest.of(recipe),
        List.of("trainer", "deployer"),
        scope,
        NOON.minusSeconds(10),
        NOON.plusSeconds(290));
  }

  PipelineStart start(@Nullable String proof) {
    return start(RECIPE, PIPELINE, "execution-1", NOON, proof);
  }

  static PipelineStart start(
      JsonNode recipe, String pipeline, String execution, Instant at, @Nullable String proof) {
    return new PipelineStart(recipe, pipeline, execution, at, "eve", proof);
  }

  /** Writes the key file anew. */
  void keys(JWK... keys) {
    try {
      Files.writeString(keyFile, new JWKSet(List.of(keys)).toString(false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode open() {
    ObjectNode open = RECIPE.deepCopy();
    open.put("role", "everybody");
    open.remove("deploy");
    return open;
  }

  private static Workspaces workspaces() {
    Identity identity =
        new Identity(URI.create(TestIdentity.ISSUER), new ProjectedFile(Path.of("none")), null);
    List<Role> roles =
        List.of(
            new Role("trainer", "sp-1", null, null, Set.of("ml-engineers")),
            new Role("deployer", "sp-2", null, null, Set.of("ml-leads", "risk")),
            new Role("everybody", "sp-3", null, null, Set.of()));
    URI host = URI.create("https://prod.example.com");
    return new Workspaces(
        List.of(new Workspace("prod", host, RegistryKind.UNITY_CATALOG, identity, roles)), "prod");
  }

  static StartDesk.Lives lives() {
    return new StartDesk.Lives(Duration.ofMinutes(5), Duration.ofDays(90));
  }
}
