package dev.mlharness.starter.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = {
      "Makes a recipe of the training job of an asset bundle.",
      "What cannot be carried over is said, with file and line, and what to do about it."
    })
public final class ImportCommand extends Action {
  private static final String STDOUT = "-";

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The bundle's databricks.yml. What it includes is read too.")
  private Path file;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "Which target. Default: its own.")
  private @Nullable String target;

  @Option(
      names = "--job",
      paramLabel = "KEY",
      description = "Which job. Default: the one with a task that trains.")
  private @Nullable String job;

  @Option(
      names = "--train",
      paramLabel = "TASK",
      description = "The task that trains. Default: whose key says so.")
  private @Nullable String train;

  @Option(
      names = "--validate",
      paramLabel = "TASK",
      description = "The task that evaluates. Default: whose key says so.")
  private @Nullable String validate;

  @Option(
      names = "--test",
      paramLabel = "TASK",
      description = "The task that tests. Default: whose key says so.")
  private @Nullable String test;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "The model's full name. Default: the bundle's registered model.")
  private @Nullable String model;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description =
          "Where the recipe goes, if there is none; - is standard output."
              + " Default: ${DEFAULT-VALUE}.",
      defaultValue = "recipe.yml")
  private String to;

  @Override
  protected ExitCode run() {
    RecipeDraft draft =
        new RecipeDraft(
            BundleReader.read(surroundings().directory().resolve(file)),
            new Choice(target, job, train, validate, test, model));
    String text = text(draft);
    RecipeReader.read(text, null, List.of());
    if (!to.equals(STDOUT)) {
      write(text);
    }
    if (json()) {
      console().json(new Imported(to, draft.recipe(), draft.notes()));
      return ExitCode.DONE;
    }
    draft.notes().forEach(note -> console().warn(note.toString()));
    if (to.equals(STDOUT)) {
      console().print(text.stripTrailing());
    } else {
      console().print("made " + to + " from " + draft.source());
      console().print("next: ./harness lint " + to);
    }
    return ExitCode.DONE;
  }

  private String text(RecipeDraft draft) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    StringBuilder text =
        new StringBuilder("# Imported from %s, %s.\n".formatted(file, draft.source()));
    draft.notes().forEach(note -> text.append("# ").append(note).append("\n"));
    return text.append(
            new Yaml(options).dump(Payloads.mapper().convertValue(draft.recipe(), Map.class)))
        .toString();
  }

  private void write(String text) {
    try {
      Files.writeString(
          surroundings().directory().resolve(to), text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw CommandFailure.usage(
          "there is a " + to + " already", "name another with --to, or - for standard output");
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write " + to + ": " + e.getMessage(), null);
    }
  }

  private record Imported(String file, ObjectNode recipe, List<Note> notes) {}
}
