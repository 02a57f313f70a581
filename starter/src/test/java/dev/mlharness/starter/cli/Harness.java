package dev.mlharness.starter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.starter.console.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The command line as a shell would run it: words in; output, errors and exit code out. */
final class Harness {
  private final Path directory;
  private final Map<String, String> variables;
  private String input = "";
  private boolean terminal;

  Harness(Path directory, Map<String, String> variables) {
    this.directory = directory;
    this.variables = variables;
  }

  /** With a person at a terminal who types this. */
  Harness typing(String typed) {
    Harness other = new Harness(directory, variables);
    other.input = typed;
    other.terminal = true;
    return other;
  }

  /** With this at standard input. */
  Harness reading(String piped) {
    Harness other = new Harness(directory, variables);
    other.input = piped;
    return other;
  }

  Ran run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            variables, directory, new BufferedReader(new StringReader(input)), terminal, false);
    int code =
        HarnessCommand.commandLine(surroundings)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new Ran(code, out.toString(), err.toString());
  }

  record Ran(int code, String out, String err) {
    /** Standard output, which must be one JSON document. */
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
