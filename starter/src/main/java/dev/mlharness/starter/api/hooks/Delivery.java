package dev.mlharness.starter.api.hooks;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.api.ApiProperties.Rule;
import dev.mlharness.starter.api.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/**
 * A delivery that is proven, and what a rule makes of it.
 *
 * @param id the same for the same event, however often it comes
 * @param named as the sender calls it, for people who look for it
 * @param event of which kind it is
 */
record Delivery(String id, String named, String event, JsonNode body) {
  private static final Pattern PLACE = Pattern.compile("\\{(/[^}]*)}");

  /** Whether all that the rule asks for is so. */
  boolean matches(Rule rule) {
    return rule.when().entrySet().stream().allMatch(this::is);
  }

  private boolean is(Map.Entry<String, String> condition) {
    String value = condition.getKey().equals("event") ? event : at(condition.getKey());
    String wanted = condition.getValue();
    return wanted.endsWith("*")
        ? value.startsWith(wanted.substring(0, wanted.length() - 1))
        : value.equals(wanted);
  }

  /**
   * The changes of keys that the rule makes, with what the body says in their places. A text out of
   * a body stays a text: it is written as JSON, and can add no keys of its own.
   *
   * @throws Refused when the body has nothing there
   */
  List<String> edits(Rule rule) {
    List<String> edits = new ArrayList<>();
    rule.set().forEach((key, value) -> edits.add(key + "=" + filled(value)));
    return edits;
  }

  private String filled(String value) {
    return PLACE.matcher(value).find()
        ? Payloads.mapper().getNodeFactory().textNode(text(value)).toString()
        : value;
  }

  /**
   * With what the body says in the places of the text.
   *
   * @throws Refused when the body has nothing there
   */
  String text(String value) {
    return PLACE
        .matcher(value)
        .replaceAll(place -> Matcher.quoteReplacement(there(place.group(1))));
  }

  /** The version of a model that an event of MLflow's registry is about. */
  Optional<String> versionOf(String model) {
    return at("/data/name").equals(model)
        ? Optional.of(at("/data/version")).filter(version -> !version.isEmpty())
        : Optional.empty();
  }

  private String there(String pointer) {
    String found = at(pointer);
    if (found.isEmpty()) {
      throw new Refused(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "The rule needs %s of the body, and there is nothing.".formatted(pointer));
    }
    return found;
  }

  private String at(String pointer) {
    return body.at(JsonPointer.compile(pointer)).asText("");
  }
}
