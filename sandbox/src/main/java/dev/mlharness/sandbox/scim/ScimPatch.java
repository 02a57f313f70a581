package dev.mlharness.sandbox.scim;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mlharness.sandbox.api.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a SCIM PATCH. */
record ScimPatch(@JsonProperty("Operations") @JsonAlias("operations") List<Operation> operations) {

  private static final Pattern ONE_MEMBER =
      Pattern.compile("members\\[value eq \"?(\\w+)\"?]", Pattern.CASE_INSENSITIVE);

  /** One change: of the attribute that {@code path} names, or of those that {@code value} has. */
  record Operation(String op, @Nullable String path, @Nullable JsonNode value) {

    boolean adds() {
      return !op.toLowerCase(Locale.ROOT).equals("remove");
    }

    Optional<JsonNode> valueOf(String attribute) {
      if (value == null) {
        return Optional.empty();
      }
      return path == null
          ? value.optional(attribute)
          : path.equals(attribute) ? Optional.of(value) : Optional.empty();
    }

    /** Ids of the members of a group that are added or removed. */
    Stream<String> members() {
      Matcher one = ONE_MEMBER.matcher(path == null ? "" : path);
      if (one.matches()) {
        return Stream.of(one.group(1));
      }
      return valueOf("members").stream()
          .flatMap(JsonNode::valueStream)
          .map(member -> member.path("value").asString());
    }
  }

  ScimPatch {
    if (operations == null || operations.isEmpty()) {
      throw ApiException.invalid("A SCIM patch needs Operations.");
    }
  }

  /** The last value that is set for the attribute, if one is. */
  Optional<JsonNode> valueOf(String attribute) {
    return operations.stream()
        .filter(Operation::adds)
        .flatMap(operation -> operation.valueOf(attribute).stream())
        .reduce((former, latter) -> latter);
  }
}
