package dev.mlharness.sandbox.jobs;

/** A job; it runs as its creator unless its settings say otherwise. */
record Job(
    long jobId,
    String creatorUserName,
    String runAsUserName,
    long createdTime,
    JobSettings settings) {}
