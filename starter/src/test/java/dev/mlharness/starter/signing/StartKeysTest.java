package dev.mlharness.starter.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartKeysTest {
  @TempDir private Path folder;
  private StartKeys keys;

  @BeforeEach
  void name() {
    keys = new StartKeys(folder.resolve("etc/start-keys.json"));
  }

  @Test
  void aNewFileHasOneKeyOfFullLengthThatOnlyItsOwnerReads() throws IOException {
    keys.ensure();
    keys.ensure();

    JsonNode key = read().required(0);
    assertThat(read()).hasSize(1);
    assertThat(key.path("crv").asText()).isEqualTo("P-256");
    assertThat(key.path("kid").asText()).isNotBlank();
    for (String number : new String[] {"x", "y", "d"}) {
      assertThat(key.path(number).asText()).as(number).hasSize(43);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.file())))
        .isEqualTo("rw-------");
  }

  @Test
  void aNewKeyComesFirstAndTheOldOnesStay() throws IOException {
    String old = keys.add();
    String fresh = keys.add();
    assertThat(read().findValuesAsText("kid")).containsExactly(fresh, old);
  }

  @Test
  void aFileThatIsSomethingElseIsLeftAlone() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "secret words");
    assertThatThrownBy(() -> new StartKeys(other).add())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
    assertThat(other).hasContent("secret words");
  }

  private JsonNode read() throws IOException {
    return new ObjectMapper().readTree(Files.readString(keys.file())).path("keys");
  }
}
