package dev.mlharness.sandbox.scim;

import dev.mlharness.sandbox.api.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The query of a SCIM list: a filter {@code attribute eq "value"}, and a page. */
record ScimQuery(@Nullable String filter, int startIndex, int count) {

  private static final Pattern EQUALS =
      Pattern.compile("\\s*(\\w+)\\s+eq\\s+\"?([^\"]*)\"?\\s*", Pattern.CASE_INSENSITIVE);

  /** The answer to the list, of all resources that there are. */
  ObjectNode answer(List<ObjectNode> all, ObjectNode answer) {
    List<ObjectNode> matching = all.stream().filter(this::matches).toList();
    List<ObjectNode> page =
        matching.stream().skip(Math.max(0, startIndex - 1)).limit(count).toList();
    answer.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:ListResponse");
    answer.put("totalResults", matching.size());
    answer.put("startIndex", startIndex);
    answer.put("itemsPerPage", page.size());
    answer.putArray("Resources").addAll(page);
    return answer;
  }

  private boolean matches(ObjectNode resource) {
    if (filter == null || filter.isBlank()) {
      return true;
    }
    Matcher equals = EQUALS.matcher(filter);
    if (!equals.matches()) {
      throw ApiException.invalid(
          "filter '%s': the sandbox knows 'attribute eq \"value\"' only.".formatted(filter));
    }
    String attribute = equals.group(1).toLowerCase(Locale.ROOT);
    return resource.properties().stream()
        .filter(property -> property.getKey().toLowerCase(Locale.ROOT).equals(attribute))
        .anyMatch(property -> property.getValue().asString().equals(equals.group(2)));
  }
}
