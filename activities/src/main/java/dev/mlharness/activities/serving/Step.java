package dev.mlharness.activities.serving;

/** What to do next so that an endpoint gets to what was asked for. */
sealed interface Step {

  record Create() implements Step {}

  record Update() implements Step {}

  record Delete() implements Step {}

  /**
   * @param until what is waited for, for people
   */
  record Wait(String until) implements Step {}

  /** The endpoint is as asked for. */
  record Done() implements Step {}

  /** It is in a state that the request did not expect. */
  record Conflict(String reason) implements Step {}

  /** The update that was asked for did not work. */
  record Failed(String reason) implements Step {}
}
