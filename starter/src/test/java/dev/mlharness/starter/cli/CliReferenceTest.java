package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.starter.console.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The page says what {@code --help} says; {@code -Dmlharness.docs=write} makes it so. */
class CliReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/cli.md");
  private static final String BEGIN =
      "<!-- commands: begin; written by CliReferenceTest from the commands -->\n";
  private static final String END = "<!-- commands: end -->";

  @Test
  void theReferenceIsWhatTheCommandsSayOfThemselves() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if ("write".equals(System.getProperty("mlharness.docs"))) {
      Files.writeString(PAGE, page.substring(0, begin) + commands() + page.substring(end));
      return;
    }
    assertThat(page.substring(begin, end))
        .as("mvn -pl starter -am test -Dtest=CliReferenceTest -Dmlharness.docs=write")
        .isEqualTo(commands());
  }

  private static String commands() {
    Surroundings nothing =
        new Surroundings(
            Map.of(), Path.of(""), new BufferedReader(new StringReader("")), false, false);
    StringBuilder text = new StringBuilder();
    HarnessCommand.commandLine(nothing)
        .getSubcommands()
        .values()
        .forEach(command -> section(text, command));
    return text.toString();
  }

  private static void section(StringBuilder text, CommandLine command) {
    command.setUsageHelpWidth(100);
    text.append("\n## `")
        .append(command.getCommandSpec().qualifiedName())
        .append("`\n\n```\n")
        .append(command.getUsageMessage(Ansi.OFF).replace("\r\n", "\n").stripTrailing())
        .append("\n```\n");
    command.getSubcommands().values().forEach(subcommand -> section(text, subcommand));
  }
}
