package dev.mlharness.secret;

import dev.mlharness.access.Access;
import dev.mlharness.audit.Subject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One step of a rotation.
 *
 * @param before ids of the principal's secrets when the rotation looked
 * @param former ids of the secrets that are to be revoked in the end
 * @param fresh id of the new secret; null while it is not known
 */
public record SecretChange(
    Step step,
    Access access,
    String secret,
    String principal,
    List<String> before,
    List<String> former,
    @Nullable String fresh)
    implements Subject {

  /** What is done. */
  public enum Step {
    ISSUE,
    PROMOTE,
    REVOKE,
    RESTORE,
    DISCARD
  }

  public SecretChange {
    before = List.copyOf(before);
    former = List.copyOf(former);
  }

  public static SecretChange of(Step step, RotationPlan plan, @Nullable String fresh) {
    return new SecretChange(
        step, plan.access(), plan.secret(), plan.principal(), plan.before(), plan.former(), fresh);
  }

  /**
   * @throws IllegalStateException where a step that needs the new secret is asked for without it
   */
  public String known() {
    if (fresh == null) {
      throw new IllegalStateException(step + " of secret '" + secret + "' needs the new id");
    }
    return fresh;
  }

  @Override
  public String subject() {
    String which = step == Step.REVOKE ? String.join(", ", former) : fresh == null ? "" : fresh;
    return "%s secret %s of service principal %s %s"
        .formatted(step.name().toLowerCase(Locale.ROOT), secret, principal, which)
        .strip();
  }
}
