package dev.mlharness.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;

/** A ready file for a CI system: lint and plan on a pull request, run on main, promote on a tag. */
public enum CiFile {
  GITHUB(".github/workflows/recipe.yml"),
  GITLAB(".gitlab-ci.yml"),
  AZURE("azure-pipelines.yml"),
  JENKINS("Jenkinsfile");

  private final String path;

  CiFile(String path) {
    this.path = path;
  }

  /** Where it belongs in a repository. */
  public String path() {
    return path;
  }

  public String text() {
    String resource = "/ci/" + name().toLowerCase(Locale.ROOT) + "/" + path;
    try (InputStream file = Objects.requireNonNull(CiFile.class.getResourceAsStream(resource))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource, e);
    }
  }

  /** Writes it into a repository, where there is none yet. */
  public void writeTo(Path repository) {
    Path file = repository.resolve(path);
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, text(), StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
