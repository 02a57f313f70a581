package dev.mlharness.starter.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The ports of a local stack on the loopback interface.
 *
 * @param temporal the Temporal frontend
 * @param temporalUi the Temporal UI
 * @param mlflow the MLflow server
 * @param sandbox the workspace API of the sandbox
 * @param identity the identity provider of the sandbox
 * @param worker the worker's health and metrics
 * @param api the REST API
 */
public record Ports(
    int temporal, int temporalUi, int mlflow, int sandbox, int identity, int worker, int api) {
  private static final int USUAL_API = 7070;

  private static final int FIRST_UNPRIVILEGED = 1024;
  private static final int FIRST_UNREGISTERED = 20_000;
  private static final int FIRST_EPHEMERAL = 32_768;
  private static final int LAST = 65_535;

  public Ports {
    // A stack that an earlier version has started knows of no API.
    api = api == 0 ? USUAL_API : api;
    if (IntStream.of(temporal, temporalUi, mlflow, sandbox, identity, worker, api)
        .anyMatch(port -> port < 1 || port > LAST)) {
      throw new IllegalArgumentException("A port is between 1 and " + LAST);
    }
  }

  /** The ports people know; what to start from. */
  public static Ports usual() {
    return new Ports(7233, 8233, 5000, 7080, 7081, 7090, USUAL_API);
  }

  /**
   * Seven ports that are free now, and likely to be free still when the parts listen on them: the
   * operating system gives none of this range to connections that are opened meanwhile.
   */
  public static Ports free() {
    return of(
        ThreadLocalRandom.current()
            .ints(FIRST_UNREGISTERED, FIRST_EPHEMERAL)
            .distinct()
            .filter(Ports::isFree)
            .limit(7)
            .boxed()
            .toList());
  }

  /** The ports that one part listens on. */
  List<Integer> of(Part part) {
    return switch (part) {
      case TEMPORAL -> List.of(temporal, temporalUi);
      case MLFLOW -> List.of(mlflow);
      case SANDBOX -> List.of(sandbox, identity);
      case WORKER -> List.of(worker);
      case API -> List.of(api);
    };
  }

  /** The ports of a part that somebody listens on now. */
  List<Integer> taken(Part part) {
    return of(part).stream().filter(port -> !isFree(port)).toList();
  }

  /**
   * These ports, with the next free one in place of each that is taken by somebody else.
   *
   * @param running parts of this stack, which keep the ports they have
   */
  Ports settle(Set<Part> running) {
    return settle(running, Ports::isFree);
  }

  Ports settle(Set<Part> running, IntPredicate isFree) {
    var given = new HashSet<Integer>();
    running.forEach(part -> given.addAll(of(part)));
    var settled = new ArrayList<Integer>();
    for (Part part : Part.values()) {
      for (int wanted : of(part)) {
        int port = wanted;
        if (!running.contains(part)) {
          while (given.contains(port) || !isFree.test(port)) {
            port = port == LAST ? FIRST_UNPRIVILEGED : port + 1;
          }
        }
        given.add(port);
        settled.add(port);
      }
    }
    return of(settled);
  }

  static boolean isFree(int port) {
    // A server that listens on every interface leaves the loopback address free to bind on some
    // systems, and would still get in the way.
    return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        && canBind(new InetSocketAddress(port));
  }

  private static boolean canBind(InetSocketAddress address) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Ports of(List<Integer> seven) {
    return new Ports(
        seven.get(0),
        seven.get(1),
        seven.get(2),
        seven.get(3),
        seven.get(4),
        seven.get(5),
        seven.get(6));
  }
}
