/** The whole way on one machine: train, validate, approve, deploy, ask the model, trace it. */
@NullMarked
package dev.mlharness.starter.demo;

import org.jspecify.annotations.NullMarked;
