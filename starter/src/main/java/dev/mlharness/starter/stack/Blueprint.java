package dev.mlharness.starter.stack;

import dev.mlharness.starter.signing.StartKeys;
import dev.mlharness.starter.toolchain.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How each part of one stack is started. */
final class Blueprint {

  private final Home home;
  private final Ports ports;
  private final Tools tools;
  private final Programs programs;
  private final Map<Part, Map<String, String>> settings;

  Blueprint(
      Home home,
      Ports ports,
      Tools tools,
      Programs programs,
      Map<Part, Map<String, String>> settings) {
    this.home = home;
    this.ports = ports;
    this.tools = tools;
    this.programs = programs;
    this.settings = settings;
  }

  Launch launch(Part part) {
    Launch launch =
        switch (part) {
          case TEMPORAL -> temporal();
          case MLFLOW -> mlflow();
          case SANDBOX -> sandbox();
          case WORKER -> worker();
          case API -> api();
        };
    return launch.with(settings.getOrDefault(part, Map.of()));
  }

  private Launch temporal() {
    var command =
        List.of(
            tools.temporal().toString(),
            "server",
            "start-dev",
            "--ip",
            "127.0.0.1",
            "--port",
            text(ports.temporal()),
            "--ui-port",
            text(ports.temporalUi()),
            "--db-filename",
            home.folderOf(Part.TEMPORAL).resolve("temporal.db").toString(),
            // Four times the workflows of SQLite's defaults; a crash of the machine, not of the
            // process, may lose the last moments.
            "--sqlite-pragma",
            "journal_mode=WAL",
            "--sqlite-pragma",
            "synchronous=NORMAL",
            "--log-level",
            "warn");
    return new Launch(Part.TEMPORAL, command, Map.of(), "");
  }

  private Launch mlflow() {
    Path folder = home.folderOf(Part.MLFLOW);
    var command =
        List.of(
            tools.python().toString(),
            "-m",
            "mlflow",
            "server",
            "--host",
            "127.0.0.1",
            "--port",
            text(ports.mlflow()),
            "--workers",
            "1",
            "--uvicorn-opts",
            "--log-level=warning",
            "--backend-store-uri",
            "sqlite:///" + folder.resolve("mlflow.db"),
            "--artifacts-destination",
            folder.resolve("artifacts").toString());
    var environment =
        Map.of("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false", "MLFLOW_DISABLE_TELEMETRY", "true");
    return new Launch(Part.MLFLOW, command, environment, "");
  }

  private Launch sandbox() {
    Program program = programs.of(Part.SANDBOX);
    var command =
        program.command(
            "--server.port=" + ports.sandbox(),
            "--sandbox.idp.port=" + ports.identity(),
            "--sandbox.home=" + home.folderOf(Part.SANDBOX),
            "--sandbox.mlflow=" + addresses().mlflow(),
            "--sandbox.python=" + tools.python());
    return new Launch(Part.SANDBOX, command, Map.of(), program.digest());
  }

  private Launch worker() {
    Program program = programs.of(Part.WORKER);
    var startKeys = new StartKeys(home.startKeys());
    startKeys.ensure();
    var environment =
        Map.ofEntries(
            Map.entry("TEMPORAL_ADDRESS", addresses().temporal()),
            Map.entry("SPRING_PROFILES_ACTIVE", "local"),
            Map.entry("TEMPORAL_NAMESPACE", "default"),
            Map.entry("SANDBOX_URL", addresses().sandbox().toString()),
            Map.entry("SANDBOX_IDP_URL", addresses().identity().toString()),
            Map.entry("MLHARNESS_SUBJECT_TOKEN_FILE", home.workerToken().toString()),
            Map.entry(
                "MLHARNESS_AUDIT_FOLDER", home.folderOf(Part.WORKER).resolve("audit").toString()),
            // The desk is open, and whoever wants to see it needed sets MLHARNESS_TRUST=signed.
            Map.entry("MLHARNESS_PEOPLE_ISSUER", addresses().identity().toString()),
            Map.entry("MLHARNESS_PEOPLE_AUDIENCE", "ml-harness"),
            Map.entry("MLHARNESS_SIGNEDSTARTS_KEYFILE", startKeys.file().toString()),
            Map.entry("MANAGEMENT_PORT", text(ports.worker())));
    return new Launch(Part.WORKER, program.command(), environment, program.digest());
  }

  private Launch api() {
    Program program = programs.of(Part.API);
    var environment =
        Map.ofEntries(
            Map.entry("TEMPORAL_ADDRESS", addresses().temporal()),
            Map.entry("TEMPORAL_NAMESPACE", "default"),
            Map.entry("SPRING_PROFILES_ACTIVE", "local"),
            Map.entry("SANDBOX_IDP_URL", addresses().identity().toString()),
            Map.entry("MLHARNESS_API_DESK", addresses().worker().toString()),
            Map.entry("MLHARNESS_API_PAGES_ADDRESS", addresses().api().toString()),
            Map.entry("API_PORT", text(ports.api())));
    return new Launch(Part.API, program.command(), environment, program.digest());
  }

  /** Deletes the programs of former builds; the current one runs. */
  void forgetFormerBuilds(Part part) {
    if (part.isBuiltHere()) {
      programs.forgetAllBut(programs.of(part), part);
    }
  }

  /** The ports of a part that somebody listens on now. */
  List<Integer> takenPorts(Part part) {
    return ports.taken(part);
  }

  Addresses addresses() {
    return Addresses.of(ports);
  }

  private static String text(int port) {
    return Integer.toString(port);
  }
}
