package dev.mlharness.activities.admission;

/** Tells who somebody is. */
@FunctionalInterface
public interface PersonOf {

  /**
   * @param token an ID token, or an access token that is a JWT, for the configured audience
   * @throws io.temporal.failure.ApplicationFailure {@code ACCESS_DENIED} when it proves nothing,
   *     {@code UNAVAILABLE} when the identity provider's keys cannot be had
   */
  Person of(String token);
}
