package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/** Text, numbers and truth values by the core schema of YAML 1.2: {@code off} is text. */
final class YamlScalars {
  static final Schema SCHEMA = new CoreSchema();

  private static final int MAX_DIGITS = 400;

  private YamlScalars() {}

  /**
   * @throws IllegalArgumentException when the value does not fit its tag, or JSON has no such value
   */
  static JsonNode value(ScalarEvent scalar) {
    Tag tag = tag(scalar);
    if (tag.equals(Tag.STR)) {
      return TextNode.valueOf(scalar.getValue());
    }
    if (scalar.getValue().length() > MAX_DIGITS) {
      throw new IllegalArgumentException("a number of more than " + MAX_DIGITS + " characters");
    }
    ConstructNode construct = SCHEMA.getSchemaTagConstructors().get(tag);
    if (construct == null) {
      throw new IllegalArgumentException("the tag " + tag.getValue() + " has no meaning here");
    }
    try {
      ScalarNode node = new ScalarNode(tag, scalar.getValue(), scalar.getScalarStyle());
      return json(construct.construct(node));
    } catch (YamlEngineException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + scalar.getValue() + "' does not fit the tag " + tag.getValue(), e);
    }
  }

  private static Tag tag(ScalarEvent scalar) {
    boolean plain = scalar.getImplicit().canOmitTagInPlainScalar();
    return scalar
        .getTag()
        .map(Tag::new)
        .orElseGet(() -> SCHEMA.getScalarResolver().resolve(scalar.getValue(), plain));
  }

  private static JsonNode json(@Nullable Object value) {
    if (value == null) {
      return NullNode.getInstance();
    }
    if (value instanceof Boolean truth) {
      return BooleanNode.valueOf(truth);
    }
    if (value instanceof BigInteger large) {
      return JsonNodeFactory.instance.numberNode(large);
    }
    if (value instanceof Double number) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("must be a finite number");
      }
      return DoubleNode.valueOf(number);
    }
    if (value instanceof Number number) {
      return LongNode.valueOf(number.longValue());
    }
    return TextNode.valueOf(value.toString());
  }
}
