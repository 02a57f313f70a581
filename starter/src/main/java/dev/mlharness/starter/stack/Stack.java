package dev.mlharness.starter.stack;

import dev.mlharness.starter.progress.Progress;
import dev.mlharness.starter.toolchain.Toolchain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A Temporal server, an MLflow server, a sandbox, a worker and the API on this machine. They
 * outlive the program that starts them; what runs is kept in the {@link Home}. Methods that start
 * or stop exclude each other, also between programs.
 */
public final class Stack {

  private final Home home;
  private final Programs programs;
  private final Map<Part, Map<String, String>> settings;
  private final StateFile state;
  private final Toolchain toolchain;
  private final Progress progress;
  private final Health health = new Health();

  /**
   * @param ports for a stack that was never started; each taken one is replaced by the next free
   */
  public Stack(Project project, Home home, Ports ports, Toolchain toolchain, Progress progress) {
    this(project, home, ports, toolchain, progress, Map.of());
  }

  /**
   * @param settings variables that a part is started with, besides those of this process
   */
  public Stack(
      Project project,
      Home home,
      Ports ports,
      Toolchain toolchain,
      Progress progress,
      Map<Part, Map<String, String>> settings) {
    this.home = home;
    this.settings = Map.copyOf(settings);
    this.programs = new Programs(project, home);
    this.state =
        new StateFile(
            home,
            ports,
            () -> progress.say("Another command changes this stack. Waiting for it …"));
    this.toolchain = toolchain;
    this.progress = progress;
  }

  /** The stack of a project in its usual home, on the usual ports. */
  public static Stack of(Project project, Progress progress) {
    var toolchain = new Toolchain(Toolchain.cacheFolder(), project.pythonRequirements(), progress);
    return new Stack(project, Home.of(project), Ports.usual(), toolchain, progress);
  }

  /** Where the stack of a home was last started, if it ever was. */
  public static Optional<Addresses> addressesIn(Home home) {
    return StateFile.read(home).map(found -> Addresses.of(found.ports()));
  }

  public Home home() {
    return home;
  }

  /** Where the parts are reached, or would be. */
  public Addresses addresses() {
    return Addresses.of(state.read().ports());
  }

  /**
   * Starts what does not run, and what would be started otherwise now: another build, another port.
   * Returns when every part is ready. A part that already runs as it should is left alone.
   *
   * @throws StackException if a part does not become ready, with the end of its log
   */
  public Addresses up() {
    return start(List.of(Part.values()));
  }

  /** Starts some parts if they do not run, and returns when they are ready; see {@link #up}. */
  public Addresses start(Part... parts) {
    return start(List.of(parts));
  }

  /** Stops one part and its children, gracefully if it will. Does nothing if it does not run. */
  public void stop(Part part) {
    state.exclusively(() -> stopNow(part));
  }

  /**
   * Stops every part: the worker first, as it hands over what it has begun, then the others.
   * Returns those that ran.
   */
  public List<Part> down() {
    return state.exclusively(
        () -> {
          boolean workerRan = stopNow(Part.WORKER);
          var others = Stream.of(Part.API, Part.TEMPORAL, Part.MLFLOW, Part.SANDBOX);
          var stopped = new ArrayList<>(others.parallel().filter(this::stopNow).toList());
          if (workerRan) {
            stopped.add(Part.WORKER);
          }
          return stopped;
        });
  }

  /** Ends one part and its children at once, as a crash would. */
  public void kill9(Part part) {
    Optional.ofNullable(state.read().processes().get(part)).ifPresent(Processes::kill);
  }

  /** The ports of a part that somebody listens on now; for a part that does not run. */
  public List<Integer> takenPorts(Part part) {
    return state.read().ports().taken(part);
  }

  /** How each part is. */
  public List<PartStatus> status() {
    StackState now = state.read();
    return Stream.of(Part.values()).parallel().map(part -> status(part, now)).toList();
  }

  private PartStatus status(Part part, StackState now) {
    Addresses addresses = Addresses.of(now.ports());
    var address = addresses.of(part);
    ProcessRecord process = now.processes().get(part);
    if (process == null) {
      return new PartStatus(part, PartStatus.State.STOPPED, null, null, address);
    }
    if (!process.isAlive()) {
      return new PartStatus(part, PartStatus.State.DIED, null, null, address);
    }
    boolean ready = health.isReady(addresses.health(part));
    return new PartStatus(
        part,
        ready ? PartStatus.State.READY : PartStatus.State.UNREADY,
        process.pid(),
        process.startedAt(),
        address);
  }

  private Addresses start(List<Part> parts) {
    var tools = toolchain.prepare();
    return state.exclusively(
        () -> {
          Ports ports = state.change(StackState::settled).ports();
          var starter =
              new PartStarter(
                  home,
                  state,
                  new Blueprint(home, ports, tools, programs, settings),
                  new Processes(tools.python()),
                  health,
                  progress);
          startTogether(parts, starter);
          return Addresses.of(ports);
        });
  }

  private static void startTogether(List<Part> parts, PartStarter starter) {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      var ready = new EnumMap<Part, CompletableFuture<Void>>(Part.class);
      for (Part part : parts) {
        var needs = part.needs().stream().filter(ready::containsKey).map(ready::get).toList();
        ready.put(
            part,
            CompletableFuture.allOf(needs.toArray(CompletableFuture[]::new))
                .thenRunAsync(() -> starter.makeReady(part), threads));
      }
      CompletableFuture.allOf(ready.values().toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      threads.shutdown();
    }
  }

  /** Whether it ran. */
  private boolean stopNow(Part part) {
    ProcessRecord process = state.read().processes().get(part);
    boolean ran = process != null && process.isAlive();
    if (process != null && ran) {
      progress.now("Stopping the " + part.title() + " …");
      Processes.stop(process, patience(part));
      progress.say("Stopped: " + part.title());
    }
    state.change(now -> now.without(part));
    return ran;
  }

  /** The worker hands over what it has begun. */
  private static Duration patience(Part part) {
    return Duration.ofSeconds(part == Part.WORKER ? 30 : 10);
  }
}
