package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.pipeline.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** No token lands: not in histories, databases, write-ahead logs, logs or artifacts. */
class TokenSearchIT {
  /**
   * How every JWT begins, {@code {"…"}}, as itself and within base64 at each alignment, and in hex.
   */
  private static final Pattern TOKEN =
      Pattern.compile(
          "eyJ[A-Za-z0-9_-]{16,}\\.eyJ[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"
              + "|(ZXlK|V5S|leUp)[A-Za-z0-9+/_-]{20,}?(LmV5S|5leU|uZXlK)"
              + "|65794a[0-9a-f]{60,}2e65794a");

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;

  @Test
  void afterAPipelineTheOnlyTokenIsTheOneThatIsProjectedForTheWorker() throws IOException {
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("searched"))
            .with("approve", "{required: 0}");
    assertThat(STACK.start(recipe).result().outcome()).isEqualTo(Outcome.DEPLOYED);

    assertThat(filesWithTokens(STACK.home().folder())).containsExactly(STACK.home().workerToken());
  }

  @Test
  void theSearchFindsATokenInEveryForm() throws IOException {
    byte[] token = Files.readAllBytes(STACK.home().workerToken());
    Path found = Files.createDirectory(folder.resolve("control"));
    Files.write(found.resolve("raw"), token);
    Files.writeString(found.resolve("hex"), HexFormat.of().formatHex(token));
    Files.writeString(found.resolve("base64"), Base64.getEncoder().encodeToString(token));
    Files.writeString(found.resolve("none"), "eyJ is how a token begins, and this is none");

    assertThat(filesWithTokens(found))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrder("raw", "hex", "base64");
  }

  private static List<Path> filesWithTokens(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".jar") && !file.toString().endsWith(".class"))
          .filter(TokenSearchIT::holdsToken)
          .toList();
    }
  }

  private static boolean holdsToken(Path file) {
    try {
      // One character a byte: databases are searched as they lie on the disk.
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return TOKEN.matcher(text).find();
    } catch (IOException e) {
      // A log or a journal that was rotated away while it was looked at holds nothing any more.
      return false;
    }
  }
}
