package dev.mlharness.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RuleReferenceTest {
  private static final Path REFERENCE = Path.of("../docs/reference/identity-audit.md");

  @Test
  void theReferenceHasEveryRuleAndNoOther() throws IOException {
    assertThat(Files.readString(REFERENCE).lines().filter(line -> line.startsWith("| `")))
        .containsExactlyElementsOf(
            Arrays.stream(Rule.values())
                .map(
                    rule ->
                        "| `%s` | %s | %s |"
                            .formatted(rule.id(), rule.severity().word(), rule.summary()))
                .toList());
  }
}
