package dev.mlharness.starter.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class PeopleKeysTest {
  private static JWKSelector named(String name) {
    return new JWKSelector(new JWKMatcher.Builder().keyID(name).build());
  }

  @Test
  void theDiscoveryDocumentSaysWhereTheyAre() throws IOException, JOSEException {
    try (TestPeople people = new TestPeople()) {
      PeopleKeys keys = new PeopleKeys(URI.create(people.issuer()), null);
      assertThat(keys.get(named("1"), null)).hasSize(1);
    }
  }

  @Test
  void inventedNamesFetchThemTwiceAndTheKnownKeyIsServedMeanwhile()
      throws IOException, JOSEException {
    try (TestPeople people = new TestPeople()) {
      PeopleKeys keys =
          new PeopleKeys(URI.create(people.issuer()), URI.create(people.issuer() + "/jwks"));
      for (int i = 0; i < 50; i++) {
        assertThat(keys.get(named("invented-" + i), null)).isEmpty();
        assertThat(keys.get(named("1"), null)).hasSize(1);
      }
      assertThat(people.fetches()).isLessThanOrEqualTo(2);
    }
  }

  /** That nobody can say whose a token is must not look as if it were nobody's. */
  @Test
  void withoutTheIdentityProviderThereIsNoAnswerHoweverOftenOneAsks()
      throws IOException, JOSEException {
    TestPeople people = new TestPeople();
    people.close();
    URI issuer = URI.create(people.issuer());
    for (PeopleKeys keys :
        new PeopleKeys[] {
          new PeopleKeys(issuer, null), new PeopleKeys(issuer, issuer.resolve("/jwks"))
        }) {
      for (int i = 0; i < 4; i++) {
        assertThatThrownBy(() -> keys.get(named("1"), null)).isInstanceOf(KeySourceException.class);
      }
    }
  }
}
