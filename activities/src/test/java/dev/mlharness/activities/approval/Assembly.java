package dev.mlharness.activities.approval;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.mlharness.activities.admission.Person;
import dev.mlharness.activities.admission.SigningKeys;
import dev.mlharness.activities.admission.Trust;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.DecisionQuestion;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Verdict;
import dev.mlharness.recipe.Approve;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An open gate, those who may decide at it and those who may not, and keys. */
final class Assembly implements PeopleDirectory {
  static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  static final String RUN = "0198c0de";
  static final Person LEAD = new Person("lead@example.com", "id-lead", Set.of("ml-leads"));
  static final Person OTHER = new Person("other@example.com", "id-other", Set.of("ml-leads"));
  static final Person OWNER = new Person("owner@example.com", "id-owner", Set.of("ml-leads"));
  static final Person GUEST = new Person("guest@example.com", "id-guest", Set.of("guests"));

  final HeardEvents audit = new HeardEvents();
  final ECKey key = key("k1");
  private final Path keyFile;
  private final Map<String, Set<Member>> groups = new HashMap<>();

  Assembly(Path folder) {
    keyFile = folder.resolve("keys.json");
    keys(key);
    group("ml-leads", LEAD, OTHER, OWNER);
  }

  SignedDecisions signed() {
    return new SignedDecisions(new SigningKeys(keyFile));
  }

  GateCheck check(Trust trust) {
    return new GateCheck(trust, new GateRules(this), signed(), audit);
  }

  static OpenGate gate() {
    return gate(1);
  }

  static OpenGate gate(int opening) {
    return new OpenGate(
        OpenGate.id("fraud-1", RUN, opening),
        "prod",
        "e".repeat(64),
        policy(1),
        List.of("owner@example.com"),
        true,
        NOON.plus(Duration.ofDays(3)));
  }

  static Approve policy(int required) {
    return new Approve(
        required,
        true,
        Duration.ofDays(3),
        Approve.OnTimeout.REJECT,
        List.of("group:ml-leads"),
        null,
        null,
        null);
  }

  /** A proof that counts at {@link #gate()}, if the person does. */
  static DecisionProof proof(Person person) {
    OpenGate gate = gate();
    return new DecisionProof(
        "proof-1",
        gate.id(),
        gate.evidence(),
        person,
        Verdict.APPROVE,
        "fine",
        NOON.minusSeconds(60),
        NOON.plusSeconds(600));
  }

  String signed(Person person) {
    return signed(proof(person));
  }

  String signed(Person person, Verdict verdict) {
    DecisionProof yes = proof(person);
    return signed(
        new DecisionProof(
            yes.id(),
            yes.gate(),
            yes.evidence(),
            person,
            verdict,
            "",
            yes.issuedAt(),
            yes.expiry()));
  }

  String signed(DecisionProof proof) {
    return signed().sign(proof);
  }

  /** The lead's, for another gate. */
  static DecisionProof at(String gate) {
    return other(gate, gate().evidence());
  }

  /** The lead's, on other evidence. */
  static DecisionProof on(String evidence) {
    return other(gate().id(), evidence);
  }

  private static DecisionProof other(String gate, String evidence) {
    DecisionProof yes = proof(LEAD);
    return new DecisionProof(
        yes.id(),
        gate,
        evidence,
        yes.person(),
        yes.verdict(),
        yes.comment(),
        yes.issuedAt(),
        yes.expiry());
  }

  static DecisionQuestion question(int number, @Nullable String proof) {
    return question(number, proof, NOON);
  }

  static DecisionQuestion question(int number, @Nullable String proof, Instant takenAt) {
    return new DecisionQuestion(
        gate(),
        new Decision(Verdict.APPROVE, "lead@example.com", null, null, proof),
        number,
        takenAt);
  }

  void group(String name, Person... members) {
    groups.put(
        name,
        Set.of(members).stream()
            .map(person -> new Member(person.subject(), Set.of(person.name())))
            .collect(Collectors.toSet()));
  }

  void dissolve(String name) {
    groups.remove(name);
  }

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

  @Override
  public boolean knows(String workspace) {
    return workspace.equals("prod");
  }

  @Override
  public Optional<Set<Member>> members(String workspace, String group) {
    return Optional.ofNullable(groups.get(group));
  }
}
