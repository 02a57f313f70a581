package dev.mlharness.starter.api;

import dev.mlharness.starter.api.hooks.HookKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
public record ApiProperties(@Nullable PeopleProperties people, @DefaultValue Api api) {

  /**
   * @param issuer of the tokens that people bring
   * @param audience for which those tokens must be issued
   * @param keys where the issuer's keys are; absent: where its discovery document says
   * @param nameClaim the claim that names a person
   * @param groupsClaim the claim that lists a person's groups
   */
  public record PeopleProperties(
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
   * @param streamsPerPerson how many of them one person may have
   * @param hooks deliveries that start something, by the name in their address
   * @param commandLine what the command line must know to log somebody in
   * @param pages how people sign in to the pages; absent: there are no pages
   */
  public record Api(
      @Nullable URI desk,
      @DefaultValue Map<ApiRole, List<String>> roles,
      @DefaultValue("600") int requestsPerMinute,
      @DefaultValue("200") int streams,
      @DefaultValue("50") int streamsPerPerson,
      @DefaultValue Map<String, Hook> hooks,
      @DefaultValue CommandLine commandLine,
      @Nullable Pages pages) {}

  /**
   * What the command line is at the identity provider of people. The API publishes it.
   *
   * @param clientId of a public client with the device flow; absent: whoever logs in must name it
   * @param scopes that are asked for
   */
  public record CommandLine(
      @Nullable String clientId,
      @DefaultValue({"openid", "profile", "email"}) List<String> scopes) {}

  /**
   * How people sign in to the pages: authorization code with PKCE, at the issuer of {@code people}.
   *
   * @param clientId of the pages at the identity provider
   * @param clientSecretFile where the identity provider wants one; absent: PKCE alone
   * @param scopes that are asked for
   * @param token which of the tokens says who somebody is: one with the audience of {@code people}
   * @param address at which people open the pages; absent: where a request came to
   */
  public record Pages(
      String clientId,
      @Nullable Path clientSecretFile,
      @DefaultValue("openid") List<String> scopes,
      @DefaultValue("id") Token token,
      @Nullable URI address) {

    /** Of those that the identity provider hands out at a sign-in. */
    public enum Token {
      ID,
      ACCESS
    }
  }

  /**
   * Deliveries that somebody sends.
   *
   * @param kind whose deliveries: it says how they are signed, and what identifies one
   * @param keyFiles each with a secret; a delivery signed with any of them counts, so that one can
   *     be exchanged
   * @param tokenFile a token of the identity provider, by which the desk knows the hook; needed
   *     where starts are signed
   * @param tolerance how old a signed time may be
   * @param rules the first that matches counts
   */
  public record Hook(
      HookKind kind,
      List<Path> keyFiles,
      @Nullable Path tokenFile,
      @DefaultValue("5m") Duration tolerance,
      @DefaultValue List<Rule> rules) {}

  /**
   * What follows from an event: one of {@code run}, {@code retrain}, {@code redeploy} and {@code
   * rollback}. In each text, {@code {/after}} stands for what is there in the body.
   *
   * @param when what must be so: {@code event}, or a JSON pointer into the body, and its value; a
   *     {@code *} at the end stands for anything
   * @param run the file of a recipe
   * @param retrain a model: the recipe that was deployed last runs again
   * @param redeploy a model and a version, {@code MODEL/VERSION}, which was champion and is again;
   *     a model alone: the version that the event names, else the newest that was champion
   * @param rollback a model: its former champion is champion again
   * @param workspace of the model; absent: the workers' default
   * @param target one of the targets of the recipe to run
   * @param set changes of keys of the recipe
   */
  public record Rule(
      @DefaultValue Map<String, String> when,
      @Nullable Path run,
      @Nullable String retrain,
      @Nullable String redeploy,
      @Nullable String rollback,
      @Nullable String workspace,
      @Nullable String target,
      @DefaultValue Map<String, String> set) {
    public Rule {
      if (Stream.of(run, retrain, redeploy, rollback).filter(Objects::nonNull).count() != 1) {
        throw new IllegalArgumentException(
            "A rule of a hook has one of run, retrain, redeploy and rollback.");
      }
    }
  }
}
