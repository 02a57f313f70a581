package dev.mlharness.activities.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.StartProof.Scope;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedStartsTest {
  private static final JOSEObjectType TYPE = new JOSEObjectType("mlharness-start+jwt");

  @TempDir private Path folder;
  private Door door;
  private StartProof proof;

  @BeforeEach
  void open() {
    door = new Door(folder);
    proof = door.proof(Door.ANN);
  }

  @Test
  void whatIsSignedIsReadBack() {
    var scheduled = door.proof(Door.ANN, Door.RECIPE, new Scope.Scheduled("fraud"));

    assertThat(read(door.signedStarts().sign(proof))).isEqualTo(proof);
    assertThat(read(door.signedStarts().sign(scheduled))).isEqualTo(scheduled);
  }

  @Test
  void whatWasSignedBeforeTheKeysWereExchangedCountsUntilTheOldKeyIsGone() {
    ECKey old = Door.key("old");
    ECKey fresh = Door.key("fresh");
    door.keys(old);
    String before = door.signedStarts().sign(proof);

    door.keys(fresh, old);
    assertThat(read(before)).isEqualTo(proof);
    String after = door.signedStarts().sign(proof);

    door.keys(fresh);
    assertThat(read(after)).isEqualTo(proof);
    assertRefused(before, "its key 'old' is none of this harness");
  }

  @Test
  void anotherKeyOfTheSameNameIsNotOurs() throws Exception {
    assertRefused(forged(JWSAlgorithm.ES256, TYPE, new ECDSASigner(Door.key("k1"))), "signature");
  }

  @Test
  void theAlgorithmIsNotForTheSenderToChoose() throws Exception {
    byte[] publicKey = Files.readAllBytes(door.keyFile);
    var symmetric = forged(JWSAlgorithm.HS256, TYPE, new MACSigner(publicKey));

    assertRefused(symmetric, "with the algorithm ES256");
    assertRefused(new PlainJWT(claims()).serialize(), "cannot be read");
  }

  @Test
  void aTokenOfAnotherKindIsNoSignedStart() throws Exception {
    ECKey ours = Door.key("k1");
    door.keys(ours);
    String other = forged(JWSAlgorithm.ES256, JOSEObjectType.JWT, new ECDSASigner(ours));

    assertRefused(other, "not of the type");
  }

  @Test
  void anEditedStartDoesNotCount() {
    String[] parts = door.signedStarts().sign(proof).split("\\.", -1);
    String claims =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("ann@example.com", "eve@example.com");
    parts[1] =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8));

    assertRefused(String.join(".", parts), "signature is wrong");
  }

  @Test
  void aStartOfOursThatLacksAClaimDoesNotCount() throws Exception {
    ECKey ours = Door.key("k1");
    door.keys(ours);

    assertRefused(forged(JWSAlgorithm.ES256, TYPE, new ECDSASigner(ours)), "it is not complete");
  }

  @Test
  void textThatIsNoTokenDoesNotCount() {
    assertRefused("", "cannot be read");
    assertRefused("a.b.c", "cannot be read");
  }

  @Test
  void aKeyFileThatCannotBeUsedIsNamedWithoutItsContent() throws IOException {
    Files.writeString(door.keyFile, "a planted secret");

    assertThatThrownBy(() -> door.signedStarts().sign(proof))
        .asInstanceOf(type(ApplicationFailure.class))
        .returns(FailureType.UNAVAILABLE.name(), ApplicationFailure::getType)
        .satisfies(
            failure ->
                assertThat(failure.getOriginalMessage())
                    .contains(door.keyFile.toString(), "it is no JWK set", "Expected: a JWK set")
                    .doesNotContain("planted"));
  }

  private StartProof read(String text) {
    return door.signedStarts().read(text);
  }

  private JWTClaimsSet claims() {
    return new JWTClaimsSet.Builder().issuer("ml-harness").subject("eve@example.com").build();
  }

  private String forged(
      JWSAlgorithm algorithm, JOSEObjectType kind, com.nimbusds.jose.JWSSigner signer)
      throws JOSEException, ParseException {
    var header = new JWSHeader.Builder(algorithm).type(kind).keyID("k1").build();
    var signed = new SignedJWT(header, claims());
    signed.sign(signer);
    return signed.serialize();
  }

  private void assertRefused(String text, String why) {
    assertThatThrownBy(() -> read(text))
        .hasMessageContaining(why)
        .asInstanceOf(type(ApplicationFailure.class))
        .returns(FailureType.ACCESS_DENIED.name(), ApplicationFailure::getType);
  }
}
