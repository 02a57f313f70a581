package dev.mlharness.starter.api;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator configures under {@code mlharness} for the API. {@code people} is written as
 * for the worker.
 *
 * @param people who people are; without it the API does not start
 */
@ConfigurationProperties("mlharness")
record ApiProperties(@Nullable PeopleProperties people, @DefaultValue Api api) {

  /**
   * @param issuer of the tokens that people bring
   * @param audience for which those tokens must be issued
   * @param keys where the issuer's keys are; absent: where its discovery document says
   * @param nameClaim the claim that names a person
   * @param groupsClaim the claim that lists a person's groups
   */
  record PeopleProperties(
      @Nullable URI issuer,
      @Nullable String audience,
      @Nullable URI keys,
      @DefaultValue("email") String nameClaim,
      @DefaultValue("groups") String groupsClaim) {}

  /**
   * @param desk of the worker, where starts and decisions are signed; absent: the namespace is
   *     trusted
   * @param roles which groups have which role; a role that is not listed has nobody
   * @param requestsPerMinute how many requests one person may make
   * @param streams how many live streams may be open at once
   */
  record Api(
      @Nullable URI desk,
      @DefaultValue Map<ApiRole, List<String>> roles,
      @DefaultValue("600") int requestsPerMinute,
      @DefaultValue("200") int streams) {}
}
