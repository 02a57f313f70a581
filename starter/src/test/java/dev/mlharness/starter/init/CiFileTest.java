package dev.mlharness.starter.init;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mlharness.examples.CiFile;
import dev.mlharness.starter.cli.HarnessCommand;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.pipelines.PipelineNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What stands in CI files is what the command line takes. */
class CiFileTest {
  /** Up to what ends a command in a shell, or the string it stands in. */
  private static final Pattern COMMAND =
      Pattern.compile("(?<![\\w`/-])harness ((?:lint|plan|run|login|logout)\\b[^|>;'\n]*)");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @ParameterizedTest
  @EnumSource
  void everyCommandParses(CiFile ci) {
    List<String> commands = commands(ci);

    assertThat(commands).anyMatch(command -> command.startsWith("lint "));
    assertThat(commands).anyMatch(command -> command.startsWith("plan "));
    assertThat(commands).anyMatch(command -> command.contains("--wait --junit harness.xml"));
    assertThat(commands).anyMatch(command -> command.contains("--target prod"));
    for (String command : commands) {
      assertThatCode(
              () ->
                  HarnessCommand.commandLine(nothing())
                      .parseArgs(words(command).toArray(String[]::new)))
          .as(command)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "JENKINS", mode = EnumSource.Mode.EXCLUDE)
  void whatIsYamlIsYaml(CiFile ci) {
    Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(ci.text());

    assertThat(document).isInstanceOf(Map.class);
  }

  @ParameterizedTest
  @EnumSource(names = "GITLAB", mode = EnumSource.Mode.EXCLUDE) // It has a variable for that.
  void anyTagBecomesAPartOfAnId(CiFile ci) throws IOException {
    Matcher script = Pattern.compile("tag=\\$\\([^)]*\\); ").matcher(ci.text());
    assertThat(script.find()).isTrue();
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", script.group() + "printf %s \"recipe-$tag-1\"");
    for (String variable : List.of("GITHUB_REF_NAME", "BUILD_SOURCEBRANCHNAME", "TAG_NAME")) {
      shell.environment().put(variable, "release/1.0+b:2");
    }
    Process ran = shell.start();
    String id = new String(ran.getInputStream().readAllBytes(), UTF_8);
    assertThat(PipelineNames.chosen(id)).isEqualTo("recipe-release-1.0-b-2-1");
  }

  @ParameterizedTest
  @EnumSource
  void noSecretIsStored(CiFile ci) {
    assertThat(ci.text().toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("secrets.")
        .doesNotContain("password");
  }

  private static List<String> commands(CiFile ci) {
    List<String> commands = new ArrayList<>();
    Matcher found = COMMAND.matcher(ci.text().replaceAll("(?m)^\\s*(#|//).*$", ""));
    while (found.find()) {
      commands.add(found.group(1).replace("|| true", "").strip());
    }
    return commands;
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command.replaceAll("=\"([^\"]*)\"", "=$1"));
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }

  private static Surroundings nothing() {
    return new Surroundings(
        Map.of(), Path.of(""), new BufferedReader(new StringReader("")), false, false);
  }
}
