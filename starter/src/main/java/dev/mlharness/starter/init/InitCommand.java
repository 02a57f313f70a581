package dev.mlharness.starter.init;

import dev.mlharness.examples.CiFile;
import dev.mlharness.examples.Example;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "init",
    description =
        "Makes a starter project: a git repository with a recipe, its code and a CI file.")
public final class InitCommand extends Action {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "An empty folder, or one to be made. Default: the example's name.")
  private @Nullable Path folder;

  @Option(
      names = "--example",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "What to start from: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private String example = "breast-cancer";

  @Option(
      names = "--ci",
      paramLabel = "SYSTEM",
      description = "Whose CI file it gets: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
      defaultValue = "github")
  private CiFile ci;

  @Override
  protected ExitCode run() {
    Example chosen =
        Example.named(example)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "there is no example '" + example + "'", "one of: " + names()));
    Path named = folder == null ? Path.of(example) : folder;
    Path place = surroundings().directory().resolve(named).normalize();
    Path recipe = new NewProject(place).startFrom(chosen, ci);
    if (json()) {
      console().json(new Made(place.toString(), recipe.toString(), example));
    } else {
      console().print("made " + place + ": " + chosen.summary());
      console().print("next: ./harness run " + recipe + " --wait");
    }
    return ExitCode.DONE;
  }

  private static String names() {
    return Example.all().stream().map(Example::name).collect(Collectors.joining(", "));
  }

  private record Made(String folder, String recipe, String example) {}

  private static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Example.all().stream().map(Example::name).iterator();
    }
  }
}
