package dev.mlharness.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mlharness.payload.Payloads;
import org.junit.jupiter.api.Test;

class RemarkTest {
  @Test
  void anObjectIsReadAndUnknownKeysAreLeftOut() throws JsonProcessingException {
    assertThat(read("{\"by\": \"ann\", \"comment\": null, \"mood\": 1}"))
        .isEqualTo(new Remark("ann", null, null));
  }

  @Test
  void aBareTextIsTheComment() throws JsonProcessingException {
    assertThat(read("\"looks good\"")).isEqualTo(new Remark(null, "looks good", null));
  }

  @Test
  void whatIsWrittenCanBeRead() throws JsonProcessingException {
    Remark remark = new Remark("ann", "fine", "e1");

    assertThat(read(Payloads.mapper().writeValueAsString(remark))).isEqualTo(remark);
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> read("false")).hasMessageContaining("a remark is an object");
    assertThatThrownBy(() -> read("[1]")).hasMessageContaining("a remark is an object");
  }

  private static Remark read(String json) throws JsonProcessingException {
    return Payloads.mapper().readValue(json, Remark.class);
  }
}
