package dev.mlharness.activities.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.payload.Payloads;
import java.io.Serializable;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SecretTokenTest {
  private static final SecretToken TOKEN = new SecretToken("planted-secret", Instant.EPOCH);

  record Holder(String name, SecretToken token) {}

  @Test
  void itDoesNotPrint() {
    assertThat(TOKEN).hasToString("[token until 1970-01-01T00:00:00Z]");
    assertThat(new Holder("it", TOKEN).toString()).doesNotContain("planted-secret");
  }

  @Test
  void itDoesNotTravelAsJson() throws JsonProcessingException {
    assertThat(Payloads.mapper().writeValueAsString(new Holder("it", TOKEN)))
        .isEqualTo("{\"name\":\"it\"}");
    assertThat(new ObjectMapper().writeValueAsString(new Holder("it", TOKEN)))
        .isEqualTo("{\"name\":\"it\"}");
  }

  @Test
  void itIsNotSerializable() {
    assertThat(TOKEN).isNotInstanceOf(Serializable.class);
  }
}
