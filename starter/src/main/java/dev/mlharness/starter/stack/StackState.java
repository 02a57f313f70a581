package dev.mlharness.starter.stack;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code stack.json} holds: the ports of the last start, and the processes it made. */
record StackState(Ports ports, Map<Part, ProcessRecord> processes) {

  StackState {
    processes = Map.copyOf(processes);
  }

  StackState with(Part part, ProcessRecord process) {
    var changed = new EnumMap<Part, ProcessRecord>(Part.class);
    changed.putAll(processes);
    changed.put(part, process);
    return new StackState(ports, changed);
  }

  StackState without(Part part) {
    var changed = new EnumMap<Part, ProcessRecord>(Part.class);
    changed.putAll(processes);
    changed.remove(part);
    return new StackState(ports, changed);
  }

  /** With the next free port in place of each that is taken by somebody else. */
  StackState settled() {
    return new StackState(ports.settle(running()), processes);
  }

  Set<Part> running() {
    return processes.keySet().stream().filter(this::isRunning).collect(Collectors.toSet());
  }

  boolean isRunning(Part part) {
    ProcessRecord process = processes.get(part);
    return process != null && process.isAlive();
  }
}
