package dev.mlharness.starter.demo;

import dev.mlharness.examples.CiFile;
import dev.mlharness.examples.Example;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.starter.cli.Follower;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Style;
import dev.mlharness.starter.init.NewProject;
import dev.mlharness.starter.sandbox.LocalRole;
import dev.mlharness.starter.sandbox.SandboxSession;
import dev.mlharness.starter.stack.Home;
import dev.mlharness.starter.stack.Stack;
import dev.mlharness.starter.way.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Two pipelines of one recipe on a stack that is up: the first champion, and one that replaces it.
 */
final class Demo {

  static final String EXAMPLE = "breast-cancer";

  private static final String TABLE = "main.demo.breast_cancer";
  private static final String ENDPOINT = "breast-cancer";
  private static final String STARTS = "data-scientist@example.com";
  private static final String DECIDES = "ml-lead@example.com";
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Stack stack;
  private final Way way;
  private final Commands commands;
  private final Console console;
  private final boolean ask;

  /** {@code ask} says whether a person decides at the gates; otherwise the answer is yes. */
  Demo(Stack stack, Way way, Commands commands, Console console, boolean ask) {
    this.stack = stack;
    this.way = way;
    this.commands = commands;
    this.console = console;
    this.ask = ask;
  }

  /**
   * @throws DemoFailure if a command does not succeed, or a person says no
   */
  Told tell() {
    Path recipe = recipe(stack.home());
    String stamp = STAMP.format(LocalDateTime.now(ZoneOffset.UTC));
    String first = "demo-" + stamp + "-1";
    heading("A first model becomes champion");
    deploy(first, recipe, "0.5");
    String second = "demo-" + stamp + "-2";
    heading("A second one must be as good as the champion at least");
    deploy(second, recipe, "0.75");
    heading("The endpoint answers");
    Prediction prediction = predict();
    heading("From the live endpoint back to the recipe");
    commands.mustSucceed("trace", "--endpoint", ENDPOINT);
    return new Told(first, second, prediction);
  }

  /** A git repository of its own, as a team has; made once. */
  private static Path recipe(Home home) {
    Path project = home.folder().resolve("demo").resolve(EXAMPLE);
    return Files.exists(project)
        ? project.resolve("recipe.yml")
        : new NewProject(project).startFrom(Example.named(EXAMPLE).orElseThrow(), CiFile.GITHUB);
  }

  private void deploy(String pipeline, Path recipe, String parameter) {
    commands.mustSucceed(
        "run",
        recipe.toString(),
        "--id",
        pipeline,
        "--by",
        STARTS,
        "--set",
        "train.parameters.c=" + parameter);
    awaitGate(pipeline);
    decide(pipeline);
    commands.mustSucceed("watch", pipeline);
  }

  /** A pipeline that ends or is held before its gate is shown, and ends the demo. */
  private void awaitGate(String pipeline) {
    PipelineStatus status =
        new Follower(console, way.pipelines(), pipeline)
            .until(now -> now.state() == State.WAITING || now.state() == State.HELD);
    if (status.state() != State.WAITING) {
      commands.execute("show", pipeline);
      throw new DemoFailure(ExitCode.FAILED.code());
    }
  }

  private void decide(String pipeline) {
    String[] yes = {"approve", pipeline, "--by", DECIDES, "--yes"};
    String[] question = {"approve", pipeline, "--by", DECIDES};
    if (commands.execute(ask ? question : yes) != ExitCode.DONE.code()) {
      commands.execute("reject", pipeline, "--by", DECIDES, "--yes");
      throw new DemoFailure(ExitCode.REJECTED_OR_HELD.code());
    }
  }

  private Prediction predict() {
    var sandbox = stack.addresses().sandbox();
    Path token = stack.home().workerToken();
    Prediction prediction =
        Prediction.ask(
            SandboxSession.open(sandbox, token, LocalRole.TRAINER),
            TABLE,
            SandboxSession.open(sandbox, token, LocalRole.DEPLOYER),
            ENDPOINT);
    console.tell("POST " + prediction.endpoint() + " with the first row of " + TABLE);
    console.tell(
        "predicted: %s, the table says: %s (0 malignant, 1 benign)"
            .formatted(prediction.prediction(), prediction.truth()));
    return prediction;
  }

  private void heading(String text) {
    console.tell("");
    console.tell(console.paint(Style.STRONG, "== " + text + " =="));
  }

  /** What the demo has done. */
  record Told(String first, String second, Prediction prediction) {}
}
