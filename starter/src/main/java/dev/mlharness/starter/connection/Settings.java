package dev.mlharness.starter.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person's command line remembers on this machine, in a folder that is that person's alone:
 * {@value #FOLDER}, else {@code ml-harness} where configuration is kept.
 */
public final class Settings {
  public static final String FOLDER = "MLHARNESS_CONFIG";

  private static final String FILE = "command-line.json";
  private static final String API = "api";

  private final Path folder;

  private Settings(Path folder) {
    this.folder = folder;
  }

  public static Settings of(Surroundings surroundings) {
    String named = surroundings.variable(FOLDER);
    if (named != null) {
      return new Settings(surroundings.directory().resolve(named));
    }
    String configuration = surroundings.variable("XDG_CONFIG_HOME");
    Path base =
        configuration == null
            ? Path.of(System.getProperty("user.home", "."), ".config")
            : Path.of(configuration);
    return new Settings(base.resolve("ml-harness"));
  }

  public Path folder() {
    return folder;
  }

  /** The API that commands use when none is named. */
  public Optional<String> api() {
    Path file = folder.resolve(FILE);
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      JsonNode api = Payloads.mapper().readTree(Files.readString(file)).path(API);
      return api.isTextual() ? Optional.of(api.asText()) : Optional.empty();
    } catch (IOException e) {
      throw CommandFailure.usage(file + " cannot be read: " + e.getMessage(), "mend or remove it");
    }
  }

  /**
   * Remembers it for all commands to come.
   *
   * @param api null: forget it
   */
  public void useApi(@Nullable String api) {
    ObjectNode settings = Payloads.mapper().createObjectNode();
    if (api != null) {
      settings.put(API, api);
    }
    new PrivateFile(folder.resolve(FILE)).write(settings.toPrettyString() + "\n");
  }
}
