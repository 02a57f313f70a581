package dev.mlharness.sandbox.tasks;

/** The code of a run could not be had. */
public final class CheckoutException extends Exception {

  CheckoutException(String message) {
    super(message);
  }
}
