package dev.mlharness.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every package of every module says what it is for, and that null is an exception there. */
class PackagesTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SENTENCE =
      Pattern.compile("(?s)^/\\*\\*.+?[.!?]\\s*\\*/\\s+@NullMarked\\s+package ");

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageSaysWhatItIsForAndIsNullMarked(Path folder) throws IOException {
    Path info = PROJECT.resolve(folder).resolve("package-info.java");
    Path besideTests = Path.of(info.toString().replace("/src/test/", "/src/main/"));
    Path found = Files.exists(info) ? info : besideTests;
    assertThat(found).exists();
    assertThat(Files.readString(found)).containsPattern(SENTENCE);
  }

  @Test
  void allModulesAreLookedAt() {
    assertThat(packages().map(folder -> folder.getName(0).toString()).distinct())
        .contains("workflows", "activities", "worker", "starter", "sandbox", "e2e");
  }

  static Stream<Path> packages() {
    return modules().stream()
        .flatMap(module -> Stream.of("src/main/java", "src/test/java").map(module::resolve))
        .filter(Files::isDirectory)
        .flatMap(PackagesTest::foldersWithCode)
        .map(PROJECT::relativize);
  }

  private static List<Path> modules() {
    try (Stream<Path> folders = Files.list(PROJECT)) {
      return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> foldersWithCode(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .distinct()
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
