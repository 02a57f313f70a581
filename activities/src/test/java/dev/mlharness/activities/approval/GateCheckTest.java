package dev.mlharness.activities.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.Person;
import dev.mlharness.activities.admission.Trust;
import dev.mlharness.approval.CheckedDecision;
import dev.mlharness.approval.ConfirmQuestion;
import dev.mlharness.approval.Confirmation;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.DecisionQuestion;
import dev.mlharness.approval.GateQuestion;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Verdict;
import dev.mlharness.audit.AuditKind;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateCheckTest {
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
  void whatTheRightPersonSignedForThisGateCountsInTheirWords() {
    CheckedDecision checked = check.check(Assembly.question(1, signed(Assembly.LEAD)));

    assertThat(checked.refusal()).isNull();
    assertThat(checked.subject()).isEqualTo("id-lead");
    assertThat(checked.proven())
        .returns("lead@example.com", Decision::by)
        .returns("fine", Decision::comment)
        .returns(Assembly.gate().evidence(), Decision::evidence);
    assertThat(assembly.audit.events()).isEmpty();
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
        i -> Assembly.question(i, bent(signed(Assembly.LEAD))),
        // of another gate: a reset, an opening before, another pipeline
        i -> Assembly.question(i, signed(at(OpenGate.id("fraud-1", "run-" + i, 1)))),
        i -> Assembly.question(i, signed(at(OpenGate.id("fraud-1", Assembly.RUN, 2 + i)))),
        i -> Assembly.question(i, signed(at(OpenGate.id("fraud-" + (2 + i), Assembly.RUN, 1)))),
        // stale
        i -> Assembly.question(i, signed(on("%064x".formatted(i)))),
        i -> Assembly.question(i, signed(Assembly.LEAD), Assembly.NOON.plusSeconds(660 + i)),
        i -> Assembly.question(i, signed(Assembly.LEAD), Assembly.NOON.minusSeconds(120 + i)),
        // self-made, or by somebody else
        i -> Assembly.question(i, signed(Assembly.OWNER)),
        i -> Assembly.question(i, signed(shouted(Assembly.OWNER))),
        i -> Assembly.question(i, signed(Assembly.GUEST)),
        i -> Assembly.question(i, signed(nobody(i))),
        i -> Assembly.question(i, signed(pretender(i))),
        // a no that is handed in as a yes
        i -> Assembly.question(i, signed(Assembly.LEAD, Verdict.REJECT)));
  }

  @Test
  void theSameQuestionAskedAgainIsRecordedOnce() {
    check.check(Assembly.question(1, null));
    check.check(Assembly.question(1, null));

    assertThat(assembly.audit.events()).hasSize(1);
  }

  @Test
  void anOwnerMayStillSayNo() {
    DecisionQuestion no =
        new DecisionQuestion(
            Assembly.gate(),
            new Decision(Verdict.REJECT, null, null, null, signed(Assembly.OWNER, Verdict.REJECT)),
            1,
            Assembly.NOON);

    assertThat(check.check(no).refusal()).isNull();
  }

  @Test
  void keysThatCannotBeReadAreNoRefusal() {
    String proof = signed(Assembly.LEAD);
    assembly.keys();

    assertThatThrownBy(() -> check.check(Assembly.question(1, proof)))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name()));
    assertThat(assembly.audit.events()).isEmpty();
  }

  @Test
  void whatWasUsedInTimeStandsLongAfterItExpired() {
    assertThat(confirmed(signed(Assembly.LEAD)).withdrawn()).isEmpty();
  }

  @Test
  void whoeverHasLeftTheGroupIsNamed() {
    String proof = signed(Assembly.LEAD);
    assembly.group("ml-leads", Assembly.OTHER);

    assertThat(confirmed(proof).words())
        .contains("the decision of lead@example.com", "lead@example.com is now in none");
  }

  @Test
  void aKeyThatWasWithdrawnTakesItsDecisionsAlong() {
    String proof = signed(Assembly.LEAD);
    assembly.keys(Assembly.key("k2"));

    assertThat(confirmed(proof).words()).contains("its key 'k1' is none of this harness");
  }

  @Test
  void aDecisionOfAnotherRunStandsNoMore() {
    assertThat(confirmed(signed(at(OpenGate.id("fraud-1", "before-the-reset", 1)))).words())
        .contains("it is for the gate fraud-1/before-the-reset/approve/1");
    assertThat(confirmed(null).words()).contains("wants signed decisions");
  }

  @Test
  void whereTheNamespaceIsTrustedNamesStandAsTheyWereSaid() {
    GateCheck trusting = assembly.check(new Trust.Namespace(Set.of()));
    OpenGate gate = Assembly.gate();
    OpenGate open =
        new OpenGate(
            gate.id(),
            gate.workspace(),
            gate.evidence(),
            gate.policy(),
            gate.owners(),
            false,
            gate.deadline());

    assertThat(
            trusting
                .confirm(
                    new ConfirmQuestion(
                        open, List.of(new Decision(Verdict.APPROVE, "bob", null, null))))
                .withdrawn())
        .isEmpty();
    assertThat(trusting.prepare(asked(1)).signed()).isFalse();
    assertThat(trusting.prepare(asked(1)).remarks().get(0))
        .contains("group:ml-leads is not checked");
  }

  @Test
  void approversThatNobodyCanResolveAreFoundBefore() {
    assertThat(check.prepare(asked(2)).signed()).isTrue();
    assertHeld(3, "requires 3 approvals, and 2 of those in group:ml-leads may give one");
    assembly.group("ml-leads");
    assertHeld(1, "requires 1 approvals, and 0");
    assembly.dissolve("ml-leads");
    assertHeld(1, "the directory of workspace 'prod' has no such group");
  }

  private void assertHeld(int required, String words) {
    assertThatThrownBy(() -> check.prepare(asked(required)))
        .hasMessageContaining(words)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.HELD.name()));
  }

  private static GateQuestion asked(int required) {
    return new GateQuestion("prod", Assembly.policy(required), List.of("owner@example.com"));
  }

  private Confirmation confirmed(@Nullable String proof) {
    Decision decision = new Decision(Verdict.APPROVE, "lead@example.com", null, null, proof);
    return check.confirm(new ConfirmQuestion(Assembly.gate(), List.of(decision)));
  }

  private String signed(Person person) {
    return signed(Assembly.proof(person));
  }

  private String signed(Person person, Verdict verdict) {
    DecisionProof yes = Assembly.proof(person);
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

  private String signed(DecisionProof proof) {
    return assembly.signed().sign(proof);
  }

  private static DecisionProof at(String gate) {
    return other(gate, Assembly.gate().evidence());
  }

  private static DecisionProof on(String evidence) {
    return other(Assembly.gate().id(), evidence);
  }

  private static DecisionProof other(String gate, String evidence) {
    DecisionProof yes = Assembly.proof(Assembly.LEAD);
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
      return new JWTClaimsSet.Builder(SignedJWT.parse(signed(Assembly.LEAD)).getJWTClaimsSet())
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
