package dev.mlharness.activities.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mlharness.activities.admission.Person;
import dev.mlharness.activities.admission.Trust;
import dev.mlharness.approval.CheckedDecision;
import dev.mlharness.approval.DecisionQuestion;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Verdict;
import dev.mlharness.audit.AuditKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions that nobody made, or not here, or not now, or who may not: none counts. */
class DecisionAttacksTest {
  private static final JOSEObjectType TYPE = new JOSEObjectType("mlharness-decision+jwt");
  private static final int ATTACKS = 10_000;

  @TempDir private Path folder;
  private final Random random = new Random(5);
  private Assembly assembly;
  private GateCheck check;

  @BeforeEach
  void assemble() {
    assembly = new Assembly(folder);
    check = assembly.check(new Trust.Signed());
  }

  @Test
  void ofTenThousandAttacksNoneCountsAndAllAreRecorded() throws Exception {
    List<IntFunction<DecisionQuestion>> kinds = attacks();
    for (int i = 0; i < ATTACKS; i++) {
      int kind = i % kinds.size();
      CheckedDecision checked = check.check(kinds.get(kind).apply(i));

      assertThat(checked.refusal()).as("attack %d of kind %d", i, kind).isNotNull();
      assertThat(checked.decision()).isNull();
    }
    assertThat(assembly.audit.events())
        .hasSize(ATTACKS)
        .allMatch(event -> event.kind() == AuditKind.REFUSAL)
        .allMatch(event -> "fraud-1".equals(event.place().pipeline()));
  }

  private List<IntFunction<DecisionQuestion>> attacks() throws Exception {
    JWSSigner foreign = new ECDSASigner(Assembly.key("k1"));
    JWSSigner ours = new ECDSASigner(assembly.key);
    JWSSigner symmetric = new MACSigner(assembly.key.toPublicJWK().toJSONString());
    return List.of(
        // nothing, or noise
        i -> Assembly.question(i, null),
        i -> Assembly.question(i, noise(i)),
        // forged
        i -> Assembly.question(i, forged(i, JWSAlgorithm.ES256, TYPE, "k1", foreign)),
        i -> Assembly.question(i, forged(i, JWSAlgorithm.ES256, TYPE, "k" + i, foreign)),
        i -> Assembly.question(i, forged(i, JWSAlgorithm.HS256, TYPE, "k1", symmetric)),
        i -> Assembly.question(i, new PlainJWT(claims(i)).serialize()),
        i -> Assembly.question(i, forged(i, JWSAlgorithm.ES256, startType(), "k1", ours)),
        i -> Assembly.question(i, bent(assembly.signed(Assembly.LEAD))),
        // of another gate: a reset, an opening before, another pipeline
        i ->
            Assembly.question(
                i, assembly.signed(Assembly.at(OpenGate.id("fraud-1", "run-" + i, 1)))),
        i ->
            Assembly.question(
                i, assembly.signed(Assembly.at(OpenGate.id("fraud-1", Assembly.RUN, 2 + i)))),
        i ->
            Assembly.question(
                i, assembly.signed(Assembly.at(OpenGate.id("fraud-" + (2 + i), Assembly.RUN, 1)))),
        // stale
        i -> Assembly.question(i, assembly.signed(Assembly.on("%064x".formatted(i)))),
        i ->
            Assembly.question(
                i, assembly.signed(Assembly.LEAD), Assembly.NOON.plusSeconds(660 + i)),
        i ->
            Assembly.question(
                i, assembly.signed(Assembly.LEAD), Assembly.NOON.minusSeconds(120 + i)),
        // self-made, or by somebody else
        i -> Assembly.question(i, assembly.signed(Assembly.OWNER)),
        i -> Assembly.question(i, assembly.signed(shouted(Assembly.OWNER))),
        i -> Assembly.question(i, assembly.signed(Assembly.GUEST)),
        i -> Assembly.question(i, assembly.signed(nobody(i))),
        i -> Assembly.question(i, assembly.signed(pretender(i))),
        // a no that is handed in as a yes
        i -> Assembly.question(i, assembly.signed(Assembly.LEAD, Verdict.REJECT)));
  }

  private static Person shouted(Person person) {
    return new Person(" OWNER@Example.com", person.subject(), person.groups());
  }

  private static Person nobody(int i) {
    return new Person("nobody-%d@example.com".formatted(i), Set.of());
  }

  /** In the group by the token, and not by the directory. */
  private static Person pretender(int i) {
    return new Person("former-%d@example.com".formatted(i), Set.of("ml-leads"));
  }

  private String noise(int i) {
    byte[] bytes = new byte[i % 300];
    random.nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** One character is another: of the header, the claims or the signature. */
  private String bent(String proof) {
    int last = proof.lastIndexOf('.');
    int at = random.nextInt(proof.length() - 2);
    boolean idle = proof.charAt(at) == '.' || at == last - 1;
    int where = idle ? 3 : at;
    char other = proof.charAt(where) == 'A' ? 'B' : 'A';
    return proof.substring(0, where) + other + proof.substring(where + 1);
  }

  private static JOSEObjectType startType() {
    return new JOSEObjectType("mlharness-start+jwt");
  }

  private JWTClaimsSet claims(int i) {
    try {
      return new JWTClaimsSet.Builder(
              SignedJWT.parse(assembly.signed(Assembly.LEAD)).getJWTClaimsSet())
          .jwtID("proof-" + i)
          .build();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private String forged(
      int i, JWSAlgorithm algorithm, JOSEObjectType type, String keyId, JWSSigner signer) {
    try {
      SignedJWT forged =
          new SignedJWT(
              new JWSHeader.Builder(algorithm).type(type).keyID(keyId).build(), claims(i));
      forged.sign(signer);
      return forged.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
