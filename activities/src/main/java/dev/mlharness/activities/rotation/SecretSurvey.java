package dev.mlharness.activities.rotation;

import com.databricks.sdk.service.oauth2.SecretInfo;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.secret.RotationPlan;
import dev.mlharness.secret.SecretSummary;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks what is there of a secret, at Databricks and in its store; changes nothing. */
record SecretSurvey(ManagedSecret secret, PrincipalSecrets principal, SecretStore store) {

  /**
   * @param opens whether a secret logs in
   * @throws ApplicationFailure {@code HELD} when there is no room for another secret
   */
  RotationPlan plan(Predicate<StoredSecret> opens) {
    List<SecretInfo> there = principal.list();
    List<String> ids = there.stream().map(SecretInfo::getId).toList();
    refuseWhenFull(there);
    return new RotationPlan(
        secret.name(),
        secret.access(),
        secret.principal(),
        secret.store().words(),
        secret.overlap(),
        ids,
        former(ids, opens));
  }

  /**
   * What readers find now, and what they found before, should a rotation have been terminated in
   * between. A secret that somebody has put into the store by hand has no id there; the only one of
   * its principal is the one, if it logs in.
   */
  private List<String> former(List<String> ids, Predicate<StoredSecret> opens) {
    Optional<StoredSecret> current = store.current();
    if (current.isPresent() && current.get().id() == null) {
      return ids.size() == 1 && opens.test(current.get()) ? ids : List.of();
    }
    return Stream.of(current, store.previous())
        .flatMap(Optional::stream)
        .map(StoredSecret::id)
        .filter(Objects::nonNull)
        .filter(ids::contains)
        .distinct()
        .toList();
  }

  private void refuseWhenFull(List<SecretInfo> there) {
    @Nullable String leftover = store.pending().map(StoredSecret::id).orElse(null);
    long count = there.stream().filter(info -> !info.getId().equals(leftover)).count();
    if (count >= PrincipalSecrets.MOST) {
      throw Failures.of(
          FailureType.HELD,
          "Service principal %s has %d secrets, and Databricks allows no more than %d: %s. Delete one that nobody uses, then rotate '%s' again."
              .formatted(
                  secret.principal(),
                  count,
                  PrincipalSecrets.MOST,
                  there.stream().map(SecretSurvey::words).collect(Collectors.joining(", ")),
                  secret.name()));
    }
  }

  private static String words(SecretInfo info) {
    return info.getId() + " (made " + info.getCreateTime() + ")";
  }

  /** What cannot be seen is said, and hides nothing else. */
  SecretSummary summary() {
    try {
      List<SecretInfo> there = principal.list();
      @Nullable String current = store.current().map(StoredSecret::id).orElse(null);
      Optional<SecretInfo> info =
          there.stream().filter(each -> each.getId().equals(current)).findFirst();
      return summary(
          current,
          info.map(SecretInfo::getCreateTime).orElse(null),
          info.map(SecretInfo::getExpireTime).orElse(null),
          there.size(),
          null);
    } catch (ApplicationFailure failure) {
      return summary(null, null, null, 0, failure.getOriginalMessage());
    }
  }

  private SecretSummary summary(
      @Nullable String current,
      @Nullable String created,
      @Nullable String expires,
      int count,
      @Nullable String problem) {
    return new SecretSummary(
        secret.name(),
        secret.access(),
        secret.principal(),
        secret.store().words(),
        secret.overlap(),
        current,
        moment(created),
        moment(expires),
        count,
        problem);
  }

  private static @Nullable Instant moment(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
