package dev.mlharness.secret;

import dev.mlharness.access.Unaudited;
import dev.mlharness.audit.Audited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/**
 * The steps of a rotation. The value of a secret never leaves an activity: what travels is ids.
 * Every method may be called again after its worker died at any point of it.
 */
@ActivityInterface
public interface SecretActivities {

  /**
   * Secrets that this worker is configured to rotate, as they are now.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} for a secret that is not
   *     configured
   */
  @Unaudited("reads only")
  @ActivityMethod(name = "ListSecrets")
  List<SecretSummary> list(SecretsQuestion question);

  /**
   * Looks what is there; changes nothing.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} for a secret that is not
   *     configured; {@code HELD} when the principal has as many secrets as Databricks allows
   */
  @Unaudited("reads only")
  @ActivityMethod(name = "PlanRotation")
  RotationPlan plan(String secret);

  /**
   * Makes a new secret and hands it to the store, where readers do not see it yet.
   *
   * @return its id
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} when somebody else makes
   *     secrets of this principal at the same time
   */
  @Audited
  @ActivityMethod(name = "IssueSecret")
  String issue(SecretChange change);

  /**
   * Logs in with the new secret, as the store holds it.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE} while it opens nothing,
   *     {@code CONFLICT} when the store does not hold it
   */
  @Unaudited("logs in, and changes nothing")
  @ActivityMethod(name = "ProveSecret")
  void prove(SecretChange change);

  /**
   * From now on readers of the store find the new secret. The former one is kept beside it.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} when somebody else has changed
   *     what the store holds
   */
  @Audited
  @ActivityMethod(name = "PromoteSecret")
  void promote(SecretChange change);

  /**
   * Readers of the store find the former secret again. Undoes {@link #promote}.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} when they find neither the new
   *     one nor the former
   */
  @Audited
  @ActivityMethod(name = "RestoreSecret")
  void restore(SecretChange change);

  /**
   * Deletes the new secret, known or not. Undoes {@link #issue}.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code HELD} while readers of the store find it
   */
  @Audited
  @ActivityMethod(name = "DiscardSecret")
  void discard(SecretChange change);

  /**
   * Deletes the former secrets, there and in the store.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} when readers of the store do
   *     not find the new secret; nothing is deleted then
   */
  @Audited
  @ActivityMethod(name = "RevokeSecret")
  void revoke(SecretChange change);
}
