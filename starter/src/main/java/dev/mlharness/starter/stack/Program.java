package dev.mlharness.starter.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program of this project.
 *
 * @param jar what is started; its libraries lie beside it
 * @param main the class to start, if it is another than the jar's own
 * @param digest the SHA-256 of what was built, shortened
 */
record Program(Path jar, @Nullable String main, String digest) {

  /** The JVM of this process. */
  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** The command that runs it on the JVM of this process. */
  List<String> command(String... arguments) {
    var command = new ArrayList<String>();
    command.add(java().toString());
    // A local process should start fast and stay small; peak speed is not what it is for.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx768m"));
    if (Runtime.version().feature() >= 24) {
      // Netty and protobuf use both; newer JVMs warn of it otherwise.
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(
        main == null ? List.of("-jar", jar.toString()) : List.of("-cp", jar.toString(), main));
    command.addAll(List.of(arguments));
    return command;
  }
}
