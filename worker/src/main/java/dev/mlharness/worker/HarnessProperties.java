package dev.mlharness.worker;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator configures under {@code mlharness}. {@link ConfiguredWorkspaces} turns it into
 * what activities use, and says what is wrong with it.
 *
 * @param defaultWorkspace the workspace of recipes that name none
 * @param defaultRole the role of recipes that name none
 * @param drainTimeout how long a worker that was told to stop lets running activities finish
 * @param trust {@code namespace} or {@code signed}: whom starts are taken from
 * @param unsignedRoles roles of groups that starts without proof may use where the namespace is
 *     trusted
 * @param people who people are; absent: nobody can have a start signed
 * @param secrets the secrets that are rotated, by name
 * @param prometheus servers that live checks may ask, by name
 * @param production whether the worker refuses to start without what {@link ProductionRules} ask
 */
@ConfigurationProperties("mlharness")
record HarnessProperties(
    @Nullable String defaultWorkspace,
    @Nullable String defaultRole,
    @DefaultValue("30s") Duration drainTimeout,
    @DefaultValue("false") boolean production,
    @DefaultValue EncryptionProperties encryption,
    @DefaultValue AuditProperties audit,
    @DefaultValue IdentityAuditProperties identityAudit,
    @Nullable CodecServerProperties codecServer,
    @DefaultValue("namespace") String trust,
    @DefaultValue List<String> unsignedRoles,
    @Nullable PeopleProperties people,
    @DefaultValue SignedStartsProperties signedStarts,
    @DefaultValue Map<String, WorkspaceProperties> workspaces,
    @DefaultValue Map<String, SecretProperties> secrets,
    @DefaultValue Map<String, PrometheusProperties> prometheus) {

  /**
   * A Prometheus server.
   *
   * @param url without {@code /api/v1}
   * @param tokenFile holds a bearer token, read at each use; absent: none is sent
   */
  record PrometheusProperties(@Nullable URI url, @Nullable Path tokenFile) {}

  /**
   * @param keyFile the keys of payloads, see {@link dev.mlharness.encryption.KeyRing}; absent:
   *     payloads are not encrypted
   */
  record EncryptionProperties(@Nullable Path keyFile) {}

  /**
   * @param folder of the embedded store, unless {@code url} is set
   * @param url of a PostgreSQL database, as in {@code jdbc:postgresql://host:5432/audit}
   * @param passwordFile read at the start
   */
  record AuditProperties(
      @DefaultValue(".harness/audit") Path folder,
      @Nullable String url,
      @Nullable String user,
      @Nullable Path passwordFile) {}

  /**
   * What the identity audit takes for stale.
   *
   * @param secretAge the longest that a secret of a service principal may be in use
   * @param secretNotice how long before its expiry it should have been replaced
   * @param tokenAge the longest that a personal token may be in use
   * @param tokenIdle the longest that it may lie unused
   * @param principalIdle the longest that a service principal's trust in the harness may lie unused
   * @param trustedIssuers issuers that federation policies may name, beside those of the workspaces
   *     and of people
   */
  record IdentityAuditProperties(
      @DefaultValue("90d") Duration secretAge,
      @DefaultValue("14d") Duration secretNotice,
      @DefaultValue("90d") Duration tokenAge,
      @DefaultValue("30d") Duration tokenIdle,
      @DefaultValue("90d") Duration principalIdle,
      @DefaultValue List<String> trustedIssuers) {}

  /**
   * Who may have payloads decrypted for the Temporal UI and command line.
   *
   * @param origin of the Temporal UI, as in {@code https://temporal.example.com}
   * @param issuer whose tokens are taken
   * @param audience that they must be for
   * @param groups one of which the caller must be in; empty: whoever has a token
   */
  record CodecServerProperties(
      @Nullable String origin,
      @Nullable URI issuer,
      @Nullable String audience,
      @DefaultValue List<String> groups) {}

  /**
   * The identity provider of people.
   *
   * @param audience that their tokens are issued for
   * @param keys address of its public keys; absent: what the issuer publishes
   * @param nameClaim the claim that names a person
   * @param groupsClaim the claim that lists their groups
   */
  record PeopleProperties(
      @Nullable URI issuer,
      @Nullable String audience,
      @Nullable URI keys,
      @DefaultValue("email") String nameClaim,
      @DefaultValue("groups") String groupsClaim) {}

  /**
   * @param keyFile a JWK set of P-256 keys, the first of which signs; absent: nothing is signed
   * @param life how long the signed start of one pipeline counts
   * @param scheduleLife how long that of a schedule does
   * @param decisionLife how long a signed decision may take on its way to the pipeline
   */
  record SignedStartsProperties(
      @Nullable Path keyFile,
      @DefaultValue("5m") Duration life,
      @DefaultValue("90d") Duration scheduleLife,
      @DefaultValue("15m") Duration decisionLife) {}

  /**
   * @param host as in {@code https://dbc-12345678-abcd.cloud.databricks.com}
   * @param registry {@code unity-catalog} or {@code mlflow}
   * @param warehouseId the SQL warehouse that reads the histories of tables
   * @param operator the role that cancels runs whose own principal was revoked
   * @param auditor the role that reads identities for the identity audit; absent: none is done
   * @param tracking an MLflow server beside the workspace; absent: the workspace's own
   * @param directory the role that reads users and groups, to know who is in a group now; absent:
   *     the groups of people's tokens are all that is known
   * @param dbuPerHour what an hour of a task counts for in the budgets of recipes; absent: budgets
   *     in DBU are refused
   * @param privileges {@code checked}, {@code strict} or {@code off}: whether those of the roles
   *     are compared with what recipes touch
   */
  record WorkspaceProperties(
      @Nullable URI host,
      @DefaultValue("unity-catalog") String registry,
      @Nullable String warehouseId,
      @Nullable URI tracking,
      @Nullable IdentityProperties identity,
      @DefaultValue LimitsProperties limits,
      @DefaultValue Map<String, RoleProperties> roles,
      @Nullable String operator,
      @Nullable String auditor,
      @Nullable String directory,
      @DefaultValue("checked") String privileges,
      @Nullable Double dbuPerHour) {}

  /**
   * @param issuer the identity provider
   * @param audience for whom tokens are asked
   * @param subjectToken where the token comes from by which the identity provider says who this
   *     worker is
   * @param level who exchanges the token: {@code workspace} or {@code account}
   * @param accountId the account that the workspace belongs to
   * @param accountHost the account's console
   */
  record IdentityProperties(
      @Nullable URI issuer,
      @Nullable String audience,
      @Nullable SubjectTokenProperties subjectToken,
      @DefaultValue("workspace") String level,
      @Nullable String accountId,
      @DefaultValue("https://accounts.cloud.databricks.com") URI accountHost) {}

  /**
   * Exactly one of {@code file}, {@code environment}, {@code client} and {@code platform} is set.
   *
   * @param file kept fresh by the platform, read again at each use
   * @param environment name of a variable
   * @param platform {@code github-actions}, {@code azure}, {@code google} or {@code aws}
   * @param azureClientId which managed identity, where there are several
   */
  record SubjectTokenProperties(
      @Nullable Path file,
      @Nullable String environment,
      @Nullable ClientProperties client,
      @Nullable String platform,
      @Nullable String azureClientId) {}

  /**
   * A client of the identity provider. Exactly one of {@code secretFile}, {@code privateKeyFile}
   * and {@code assertionFile} is set.
   */
  record ClientProperties(
      @Nullable String id,
      @Nullable Path secretFile,
      @Nullable Path privateKeyFile,
      @Nullable String keyId,
      @Nullable Path assertionFile,
      @Nullable URI tokenEndpoint,
      @Nullable String scope) {}

  /**
   * @param watchCallsPerSecond what watching all runs may cost together
   * @param httpTimeout deadline of one request
   */
  record LimitsProperties(
      @DefaultValue("30") int watchCallsPerSecond, @DefaultValue("20s") Duration httpTimeout) {}

  /**
   * @param servicePrincipal application id
   * @param groups whose members may use the role; empty: everybody
   * @param operators groups that may cancel the role's runs; absent: {@code groups}
   * @param viewers groups that may see the role's runs
   */
  record RoleProperties(
      @Nullable String servicePrincipal,
      @Nullable String clusterPolicy,
      @Nullable String budgetPolicy,
      @Nullable CloudProperties cloud,
      @DefaultValue ReachesProperties reaches,
      @DefaultValue List<String> groups,
      @Nullable List<String> operators,
      @DefaultValue List<String> viewers) {}

  /** As whom the role's clusters meet the cloud. Exactly one is set. */
  record CloudProperties(
      @Nullable String awsInstanceProfile,
      @Nullable String googleServiceAccount,
      @Nullable String azureManagedIdentity) {}

  /** As whom this worker itself reaches the clouds for the role. */
  record ReachesProperties(
      @Nullable AwsProperties aws,
      @Nullable GoogleProperties google,
      @Nullable AzureProperties azure) {}

  /**
   * @param roleArn of an IAM role that trusts this worker's identity provider
   * @param audience that AWS expects of this worker's token
   * @param endpoint of a stand-in for AWS
   */
  record AwsProperties(
      @Nullable String roleArn,
      @Nullable String region,
      @Nullable String audience,
      @Nullable URI endpoint) {}

  /**
   * @param provider of a workload identity pool
   * @param serviceAccount its e-mail address
   * @param audience that the provider expects of this worker's token
   */
  record GoogleProperties(
      @Nullable String provider, @Nullable String serviceAccount, @Nullable String audience) {}

  /**
   * @param tenant directory id
   * @param clientId of an application or managed identity with a federated credential
   * @param audience that the credential names
   * @param authority who gives tokens
   */
  record AzureProperties(
      @Nullable String tenant,
      @Nullable String clientId,
      @DefaultValue("api://AzureADTokenExchange") String audience,
      @DefaultValue("https://login.microsoftonline.com") URI authority) {}

  /**
   * A secret of a service principal that is rotated.
   *
   * @param workspace absent: the default workspace
   * @param role as which secrets are made and revoked
   * @param servicePrincipal application id
   * @param overlap how long the former secret goes on working
   * @param lifetime of a new secret; absent: as long as Databricks gives
   */
  record SecretProperties(
      @Nullable String workspace,
      @Nullable String role,
      @Nullable String servicePrincipal,
      @DefaultValue("1d") Duration overlap,
      @Nullable Duration lifetime,
      @DefaultValue StoreProperties store) {}

  /** Where a secret is kept. Exactly one is set. */
  record StoreProperties(
      @Nullable Path file,
      @Nullable ScopeProperties databricks,
      @Nullable VaultProperties vault,
      @Nullable String awsSecret) {}

  /** A key of a Databricks secret scope. */
  record ScopeProperties(@Nullable String scope, @Nullable String key) {}

  /**
   * A path in a KV engine, version 2, of Vault or OpenBao. Exactly one of {@code tokenFile} and
   * {@code jwtFile} is set.
   *
   * @param mount of the engine
   * @param jwtMount of the JWT auth method
   */
  record VaultProperties(
      @Nullable URI address,
      @Nullable String namespace,
      @DefaultValue("secret") String mount,
      @Nullable String path,
      @Nullable Path tokenFile,
      @Nullable Path jwtFile,
      @Nullable String jwtRole,
      @DefaultValue("jwt") String jwtMount) {}
}
