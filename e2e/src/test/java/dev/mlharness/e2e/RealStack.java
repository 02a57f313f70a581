package dev.mlharness.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.starter.progress.Progress;
import dev.mlharness.starter.stack.Addresses;
import dev.mlharness.starter.stack.Home;
import dev.mlharness.starter.stack.Part;
import dev.mlharness.starter.stack.Ports;
import dev.mlharness.starter.stack.Project;
import dev.mlharness.starter.stack.Stack;
import dev.mlharness.starter.stack.StackException;
import dev.mlharness.starter.toolchain.Toolchain;
import dev.mlharness.starter.toolchain.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Temporal server, an MLflow server, a sandbox and a worker, started once for all classes of a
 * JVM and stopped at its end; where a class needs other settings, once for the class. Each test
 * uses a model of its own.
 */
final class RealStack implements BeforeAllCallback {
  /** All but the API, which the tests that need it start. */
  private static final Part[] PARTS = {Part.TEMPORAL, Part.MLFLOW, Part.SANDBOX, Part.WORKER};

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private final Map<Part, Map<String, String>> settings;
  private final boolean shared;
  private @Nullable Running running;

  /** The stack that classes share. */
  RealStack() {
    this(Map.of(), true);
  }

  /**
   * A stack of the class's own.
   *
   * @param settings variables that parts are started with
   */
  RealStack(Map<Part, Map<String, String>> settings) {
    this(settings, false);
  }

  private RealStack(Map<Part, Map<String, String>> settings, boolean shared) {
    this.settings = settings;
    this.shared = shared;
  }

  /** What is up. */
  private record Running(
      Project project,
      Tools tools,
      Stack stack,
      Home home,
      Addresses addresses,
      SandboxControl sandbox,
      Pipelines pipelines)
      implements AutoCloseable {
    @Override
    public void close() {
      stack.down();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    var stacks = ExtensionContext.Namespace.create(RealStack.class);
    // Each class is run for itself by Maven: what outlives it hangs on the session, not on its
    // root.
    ExtensionContext.Store store =
        shared
            ? context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, stacks)
            : context.getStore(stacks);
    running = store.computeIfAbsent(settings, key -> start(settings), Running.class);
  }

  private static Running start(Map<Part, Map<String, String>> settings) {
    try {
      Project project = new Project(Path.of("..").toAbsolutePath());
      Home home = new Home(Files.createTempDirectory("ml-harness-e2e"));
      Progress progress = Progress.to(System.err, false);
      Toolchain toolchain =
          new Toolchain(Toolchain.cacheFolder(), project.pythonRequirements(), progress);
      Tools tools = toolchain.prepare();
      Stack stack =
          new Stack(project, home, Ports.free(), toolchain, progress, roomForTasks(settings));
      Addresses addresses = up(stack);
      SandboxControl sandbox =
          new SandboxControl(addresses.sandbox(), home.folder().resolve("sandbox/admin-token"));
      return new Running(
          project, tools, stack, home, addresses, sandbox, new Pipelines(addresses.temporal()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A stack of the other class that runs may have been quicker to take a port: then the next. */
  private static Addresses up(Stack stack) {
    try {
      return stack.start(PARTS);
    } catch (StackException taken) {
      return stack.start(PARTS);
    }
  }

  /** Tasks that wait for a test must not keep others from running. */
  private static Map<Part, Map<String, String>> roomForTasks(
      Map<Part, Map<String, String>> settings) {
    Map<Part, Map<String, String>> all = new HashMap<>(settings);
    Map<String, String> sandbox = new HashMap<>(settings.getOrDefault(Part.SANDBOX, Map.of()));
    sandbox.putIfAbsent("SANDBOX_CONCURRENTTASKS", "8");
    all.put(Part.SANDBOX, sandbox);
    return all;
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("the stack is started before the tests of a class");
    }
    return running;
  }

  Addresses addresses() {
    return running().addresses();
  }

  Home home() {
    return running().home();
  }

  SandboxControl sandbox() {
    return running().sandbox();
  }

  Pipelines pipelines() {
    return running().pipelines();
  }

  Tools tools() {
    return running().tools();
  }

  Path project() {
    return running().project().folder();
  }

  /** Runs the command line as the launcher does, against this stack. */
  Commands.Result harness(String... arguments) {
    return harness(Map.of(), arguments);
  }

  /** Runs the command line with more variables. */
  Commands.Result harness(Map<String, String> variables, String... arguments) {
    return Commands.call(project(), environment(variables), command(arguments));
  }

  /** Runs the command line, which writes all that it says into a file while it says it. */
  int harnessWriting(Path file, Map<String, String> variables, String... arguments) {
    return Commands.writing(file, project(), environment(variables), command(arguments));
  }

  /** The command line, for a shell. */
  String launcher() {
    return "env 'MLHARNESS_HOME=%s' '%s'".formatted(home().folder(), String.join("' '", command()));
  }

  private List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dmlharness.project=" + project(),
                "-jar",
                starterJar().toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private Map<String, String> environment(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("MLHARNESS_HOME", home().folder().toString());
    return environment;
  }

  private Path starterJar() {
    try (var jars =
        Files.newDirectoryStream(project().resolve("starter/target"), "starter-*.jar")) {
      return jars.iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs Temporal's own command line against this stack. */
  Commands.Result temporal(String... arguments) {
    List<String> command = new ArrayList<>(List.of(tools().temporal().toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--address", addresses().temporal()));
    return Commands.call(project(), Map.of(), command);
  }

  /** A model that no other test uses, in Unity Catalog. */
  String freshModel(String name) {
    return "main.demo.%s_%d".formatted(name, NUMBER.incrementAndGet());
  }

  /** Starts a pipeline of the recipe. */
  Pipelines.Started start(FastRecipe recipe) {
    return pipelines()
        .start(
            recipe.model().replace("main.demo.", "") + "-" + NUMBER.incrementAndGet(),
            recipe.document());
  }

  /** The version that an alias names, or null. */
  @Nullable String alias(String model, String alias) {
    JsonNode found = sandbox().find("/api/2.1/unity-catalog/models/" + model);
    for (JsonNode one : found.path("aliases")) {
      if (one.path("alias_name").asText().equals(alias)) {
        return one.path("version_num").asText();
      }
    }
    return null;
  }

  /** Names of the endpoints that exist. */
  List<String> endpoints() {
    List<String> names = new ArrayList<>();
    sandbox()
        .get("/api/2.0/serving-endpoints")
        .path("endpoints")
        .forEach(endpoint -> names.add(endpoint.path("name").asText()));
    return names;
  }

  /** Kills the worker as a lost machine would, and starts another. */
  void restartWorkerByForce() {
    running().stack().kill9(Part.WORKER);
    running().stack().start(Part.WORKER);
  }

  /** Kills the Temporal server and the worker, and starts both again. */
  void restartTemporalByForce() {
    running().stack().kill9(Part.TEMPORAL);
    running().stack().kill9(Part.WORKER);
    running().stack().start(PARTS);
  }

  /** The file with the token that a job of the CI system gets. */
  Path ciToken() {
    return home().workerToken().resolveSibling("ci-job");
  }

  /** Where tokens may be: in the files that the identity provider keeps fresh for workloads. */
  Path[] projectedTokens() {
    return new Path[] {home().workerToken(), ciToken()};
  }

  /** Starts the API, unless it runs. */
  URI api() {
    return running().stack().start(Part.API).api();
  }

  /** How people of the sandbox's identity provider sign in. */
  SignIn signIn() {
    return new SignIn(addresses().identity(), home().folder().resolve("sandbox/people"));
  }

  void ensureWorker() {
    running().stack().start(Part.WORKER);
  }
}
