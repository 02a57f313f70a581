package dev.mlharness.tracking;

/**
 * A picture that a task logged to the MLflow run.
 *
 * @param path below the run's artifacts
 * @param size in bytes
 * @param url of the page that shows it
 */
public record Plot(String path, long size, String url) {}
