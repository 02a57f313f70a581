package dev.mlharness.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The recipe of these tests: a real training run of seconds, in a git repository of its own, whose
 * tasks a test steers by parameters. Each test gives it a model of its own, so that no test sees
 * another's champion.
 */
final class FastRecipe {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final List<String> FILES =
      List.of("recipe.yml", "harness_task.py", "train.py", "model.py", "test.py", "evaluate.py");

  private final Path repository;
  private final ObjectNode document;

  private FastRecipe(Path repository, ObjectNode document) {
    this.repository = repository;
    this.document = document;
  }

  /** A fresh repository with one commit, below {@code folder}, and its recipe for a fresh model. */
  static FastRecipe in(Path folder, String model) {
    try {
      Files.createDirectories(folder);
      for (String file : FILES) {
        try (InputStream in = resource(file)) {
          Files.write(folder.resolve(file), in.readAllBytes());
        }
      }
      Commands.run(folder, "git", "init", "-q", "-b", "main");
      Commands.run(folder, "git", "add", "-A");
      Commands.run(
          folder,
          "git",
          "-c",
          "user.name=author",
          "-c",
          "user.email=author@example.com",
          "commit",
          "-qm",
          "fast recipe");
      ObjectNode document = (ObjectNode) YAML.readTree(folder.resolve("recipe.yml").toFile());
      ((ObjectNode) document.at("/source/git")).put("url", folder.toUri().toString());
      document.put("model", model);
      return new FastRecipe(folder, document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy with a value replaced; the path is dotted, the value is YAML. */
  FastRecipe with(String path, String yaml) {
    try {
      ObjectNode copy = document.deepCopy();
      ObjectNode parent = copy;
      String[] keys = path.split("\\.");
      for (int i = 0; i < keys.length - 1; i++) {
        parent = parent.withObjectProperty(keys[i]);
      }
      parent.set(keys[keys.length - 1], YAML.readTree(yaml));
      return new FastRecipe(repository, copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy whose tasks all write a line per execution to {@code calls}. */
  FastRecipe counting(Path calls) {
    return with("train.parameters.calls", quoted(calls))
        .with("test.parameters.calls", quoted(calls))
        .with("validate.task.parameters.calls", quoted(calls));
  }

  private static String quoted(Path path) {
    return "\"" + path + "\"";
  }

  JsonNode document() {
    return document.deepCopy();
  }

  String model() {
    return document.path("model").asText();
  }

  String commit() {
    return Commands.run(repository, "git", "rev-parse", "HEAD").strip();
  }

  Path repository() {
    return repository;
  }

  /** How often each stage's task really ran. */
  static Map<String, Long> executions(Path calls) throws IOException {
    try (var lines = Files.lines(calls)) {
      return lines.collect(
          java.util.stream.Collectors.groupingBy(
              line -> line.substring(0, line.indexOf(' ')),
              java.util.stream.Collectors.counting()));
    }
  }

  private static InputStream resource(String file) {
    InputStream in = FastRecipe.class.getResourceAsStream("/fast/" + file);
    if (in == null) {
      throw new IllegalStateException("no resource /fast/" + file);
    }
    return in;
  }
}
