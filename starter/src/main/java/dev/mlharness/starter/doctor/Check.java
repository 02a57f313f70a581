package dev.mlharness.starter.doctor;

import java.util.function.Supplier;

/** One thing to look at. Looking changes nothing. */
record Check(String subject, Supplier<Finding> look) {

  /** A look that fails is a finding too. */
  Finding find() {
    try {
      return look.get();
    } catch (RuntimeException e) {
      // Whatever it is that goes wrong here, the other checks shall still be made.
      return new Finding.Wrong(String.valueOf(e.getMessage()), "./harness logs");
    }
  }
}
