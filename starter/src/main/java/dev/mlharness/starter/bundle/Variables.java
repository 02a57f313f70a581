package dev.mlharness.starter.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values in place of {@code ${var.x}} and its like, as far as the bundle itself has them. */
final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([\\w.-]+)}");
  private static final int DEEPEST = 5;

  private final Bundle bundle;
  private final String target;
  private final Set<String> unknown = new TreeSet<>();

  Variables(Bundle bundle, String target) {
    this.bundle = bundle;
    this.target = target;
  }

  /** What no value was found for; it stays as it is. */
  Set<String> unknown() {
    return unknown;
  }

  String in(String text) {
    String now = text;
    for (int depth = 0; depth < DEEPEST && REFERENCE.matcher(now).find(); depth++) {
      now =
          REFERENCE
              .matcher(now)
              .replaceAll(found -> Matcher.quoteReplacement(value(found.group())));
    }
    Matcher left = REFERENCE.matcher(now);
    while (left.find()) {
      unknown.add(left.group());
    }
    return now;
  }

  private String value(String reference) {
    String name = reference.substring(2, reference.length() - 1);
    if (name.equals("bundle.target") || name.equals("bundle.environment")) {
      return target;
    }
    JsonNode value = name.startsWith("var.") ? variable(name.substring("var.".length())) : at(name);
    return value.isValueNode() ? value.asText() : reference;
  }

  private JsonNode variable(String name) {
    JsonNode own = bundle.tree().path("targets").path(target).path("variables").path(name);
    JsonNode value = own.isObject() ? own.path("default") : own;
    if (!value.isMissingNode()) {
      return value;
    }
    JsonNode declared = bundle.tree().path("variables").path(name);
    return declared.isObject() ? declared.path("default") : declared;
  }

  private JsonNode at(String name) {
    return bundle.at("/" + name.replace('.', '/'));
  }
}
