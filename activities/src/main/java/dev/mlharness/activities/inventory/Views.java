package dev.mlharness.activities.inventory;

import com.databricks.sdk.service.catalog.EffectivePermissionsList;
import com.databricks.sdk.service.iam.AccessControlResponse;
import com.databricks.sdk.service.iam.ComplexValue;
import com.databricks.sdk.service.iam.ObjectPermissions;
import com.databricks.sdk.service.iam.PermissionLevel;
import com.databricks.sdk.service.iam.ServicePrincipal;
import com.databricks.sdk.service.iam.User;
import com.databricks.sdk.service.jobs.JobRunAs;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.oauth2.FederationPolicy;
import com.databricks.sdk.service.oauth2.OidcFederationPolicy;
import com.databricks.sdk.service.oauth2.SecretInfo;
import com.databricks.sdk.service.settings.TokenInfo;
import dev.mlharness.identity.audit.IdentityInventory.Grant;
import dev.mlharness.identity.audit.IdentityInventory.Job;
import dev.mlharness.identity.audit.IdentityInventory.Policy;
import dev.mlharness.identity.audit.IdentityInventory.Principal;
import dev.mlharness.identity.audit.IdentityInventory.Secret;
import dev.mlharness.identity.audit.IdentityInventory.Token;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the SDK's words, any of which may be missing, to those of the audit. */
final class Views {
  private Views() {}

  static Principal principal(ServicePrincipal given) {
    String name = given.getApplicationId();
    return new Principal(
        given.getId(),
        name,
        Objects.requireNonNullElse(given.getDisplayName(), name),
        !Boolean.FALSE.equals(given.getActive()),
        groups(given.getGroups()));
  }

  static Principal principal(User given) {
    return new Principal(
        given.getId(),
        given.getUserName(),
        given.getUserName(),
        !Boolean.FALSE.equals(given.getActive()),
        groups(given.getGroups()));
  }

  private static Map<String, String> groups(@Nullable Collection<ComplexValue> given) {
    return stream(given)
        .filter(each -> each.getDisplay() != null && each.getValue() != null)
        .collect(
            Collectors.toMap(
                ComplexValue::getDisplay, ComplexValue::getValue, (one, other) -> one));
  }

  /** A secret without a date of expiry is one of former times, and lives for ever. */
  static Secret secret(String principalId, SecretInfo given) {
    return new Secret(
        given.getId(),
        principalId,
        Instant.parse(given.getCreateTime()),
        given.getExpireTime() == null ? Instant.MAX : Instant.parse(given.getExpireTime()));
  }

  static Token token(TokenInfo given) {
    return new Token(
        given.getTokenId(),
        Objects.requireNonNullElse(
            given.getCreatedByUsername(), String.valueOf(given.getOwnerId())),
        Instant.ofEpochMilli(given.getCreationTime()),
        moment(given.getExpiryTime()),
        moment(given.getLastUsedDay()));
  }

  /** Absent and negative both mean: never. */
  private static @Nullable Instant moment(@Nullable Long millis) {
    return millis == null || millis <= 0 ? null : Instant.ofEpochMilli(millis);
  }

  static Policy policy(@Nullable String principalId, FederationPolicy given) {
    OidcFederationPolicy trust =
        Objects.requireNonNullElseGet(given.getOidcPolicy(), OidcFederationPolicy::new);
    return new Policy(
        Objects.requireNonNullElse(given.getPolicyId(), given.getUid()),
        principalId,
        String.valueOf(trust.getIssuer()),
        trust.getSubject(),
        given.getCreateTime() == null ? Instant.MAX : Instant.parse(given.getCreateTime()));
  }

  static Job job(com.databricks.sdk.service.jobs.Job given, ObjectPermissions permissions) {
    Optional<JobRunAs> runAs = Optional.ofNullable(given.getSettings()).map(JobSettings::getRunAs);
    boolean group = runAs.map(JobRunAs::getGroupName).isPresent();
    return new Job(
        given.getJobId(),
        owner(permissions).orElse(given.getCreatorUserName()),
        group ? null : given.getRunAsUserName());
  }

  private static Optional<String> owner(ObjectPermissions permissions) {
    return stream(permissions.getAccessControlList())
        .filter(
            each ->
                stream(each.getAllPermissions())
                    .anyMatch(held -> held.getPermissionLevel() == PermissionLevel.IS_OWNER))
        .map(Views::name)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> name(AccessControlResponse entry) {
    return Optional.ofNullable(entry.getUserName())
        .or(() -> Optional.ofNullable(entry.getServicePrincipalName()));
  }

  static List<Grant> grants(String catalog, EffectivePermissionsList given) {
    return stream(given.getPrivilegeAssignments())
        .flatMap(
            held ->
                stream(held.getPrivileges())
                    .filter(each -> each.getPrivilege() != null)
                    .map(
                        each ->
                            new Grant(catalog, held.getPrincipal(), each.getPrivilege().name())))
        .toList();
  }

  private static <T> Stream<T> stream(@Nullable Collection<T> given) {
    return given == null ? Stream.empty() : given.stream();
  }
}
