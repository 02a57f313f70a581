package dev.mlharness.starter.toolchain;

import java.nio.file.Path;

/**
 * What the stack runs on.
 *
 * @param temporal the Temporal command line, which holds a whole server
 * @param python the interpreter of an environment with MLflow and the libraries of the lock file
 */
public record Tools(Path temporal, Path python) {}
