package dev.mlharness.activities.credentials.cloud;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.cloud.CloudLocation.S3;
import dev.mlharness.activities.failure.Failures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an AWS session may do: never more than its role, and only what stands here.
 *
 * @param scopes the same in few words, for receipts
 * @param json as IAM reads it
 */
public record SessionPolicy(List<String> scopes, String json) {
  /** What STS takes, in characters. */
  static final int LONGEST = 2048;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} when it is longer than
   *     STS takes
   */
  public SessionPolicy {
    scopes = List.copyOf(scopes);
    if (json.length() > LONGEST) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "The session policy for %s is %d characters long, and AWS takes %d. Name fewer or shorter locations: put what belongs together into one folder, and name that."
              .formatted(some(scopes), json.length(), LONGEST));
    }
  }

  /** One permission. Actions and resources as IAM writes them. */
  public record Allow(Collection<String> actions, Collection<String> resources) {}

  /** Nothing but these permissions. */
  public static SessionPolicy of(List<Allow> allowed) {
    return new SessionPolicy(
        allowed.stream().flatMap(one -> one.actions().stream()).distinct().sorted().toList(),
        json(
            allowed.stream()
                .map(one -> Statement.of(one.actions(), one.resources(), Map.of()))
                .toList()));
  }

  /** No permission at all: enough to ask who one is. */
  public static SessionPolicy nothing() {
    Statement none = new Statement("Deny", List.of("*"), List.of("*"), Map.of());
    return new SessionPolicy(List.of("sts:GetCallerIdentity"), json(List.of(none)));
  }

  /**
   * Listing what lies at these locations, and nothing else: one statement a bucket, with the exact
   * prefixes that are asked for.
   *
   * @param partition of the role, as {@code aws}
   */
  public static SessionPolicy listing(String partition, Collection<S3> locations) {
    Map<String, TreeSet<String>> prefixes = new TreeMap<>();
    TreeSet<String> scopes = new TreeSet<>();
    for (S3 location : locations) {
      scopes.add("s3:ListBucket " + location.uri());
      prefixes
          .computeIfAbsent(location.bucket(), bucket -> new TreeSet<>())
          .addAll(prefixes(location));
    }
    List<Statement> statements = new ArrayList<>();
    prefixes.forEach(
        (bucket, these) -> statements.add(Statement.listing(partition, bucket, these)));
    return new SessionPolicy(List.copyOf(scopes), json(statements));
  }

  /** With which prefixes a location is listed: as a folder, then as a file. */
  public static List<String> prefixes(S3 location) {
    return location.path().isEmpty()
        ? List.of("")
        : List.of(location.path() + "/", location.path());
  }

  private static String json(List<Statement> statements) {
    try {
      return JSON.writeValueAsString(new Document("2012-10-17", statements));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("lists of text are JSON", e);
    }
  }

  private static String some(List<String> scopes) {
    String more = scopes.size() > 3 ? " and %d more".formatted(scopes.size() - 3) : "";
    return String.join(", ", scopes.stream().limit(3).toList()) + more;
  }

  private record Document(
      @JsonProperty("Version") String version,
      @JsonProperty("Statement") List<Statement> statement) {}

  private record Statement(
      @JsonProperty("Effect") String effect,
      @JsonProperty("Action") Collection<String> action,
      @JsonProperty("Resource") Collection<String> resource,
      @JsonProperty("Condition") @JsonInclude(JsonInclude.Include.NON_EMPTY)
          Map<String, Map<String, Collection<String>>> condition) {

    static Statement of(
        Collection<String> actions,
        Collection<String> resources,
        Map<String, Map<String, Collection<String>>> condition) {
      return new Statement("Allow", actions, resources, condition);
    }

    static Statement listing(String partition, String bucket, Collection<String> prefixes) {
      List<String> exact = prefixes.stream().flatMap(Statement::literally).toList();
      return of(
          List.of("s3:ListBucket"),
          List.of("arn:%s:s3:::%s".formatted(partition, bucket)),
          // The empty prefix is the whole bucket, which needs no condition.
          prefixes.contains("") ? Map.of() : Map.of("StringEquals", Map.of("s3:prefix", exact)));
    }

    /** IAM takes ${…} for a variable. */
    private static Stream<String> literally(String prefix) {
      return Stream.of(prefix.replace("$", "${$}"));
    }
  }
}
