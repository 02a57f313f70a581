package dev.mlharness.worker;

/** Configuration with which the worker cannot start. */
final class ConfigurationProblem extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String mend;

  /**
   * @param key the property, as it is written in application.yml
   * @param problem what is wrong with it
   * @param mend what to write instead
   */
  ConfigurationProblem(String key, String problem, String mend) {
    super(key + ": " + problem);
    this.mend = mend;
  }

  String mend() {
    return mend;
  }
}
