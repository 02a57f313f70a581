package dev.mlharness.approval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The payload of the signals {@code approve} and {@code reject}; may be left out altogether. People
 * type it into forms, so a bare text is taken as the comment.
 */
public record Remark(
    @Nullable String by,
    @Nullable String comment,
    @Nullable String evidence,
    @Nullable String proof) {

  /** Nothing was said. */
  public static final Remark NONE = new Remark(null, null, null);

  /** A remark that nothing proves. */
  public Remark(@Nullable String by, @Nullable String comment, @Nullable String evidence) {
    this(by, comment, evidence, null);
  }

  /**
   * @throws IllegalArgumentException when it is neither an object nor a text: the signal is dropped
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Remark of(JsonNode json) {
    if (json.isTextual()) {
      return new Remark(null, json.asText(), null);
    }
    if (!json.isObject()) {
      throw new IllegalArgumentException(
          "a remark is an object with by, comment, evidence and proof, or a text");
    }
    return new Remark(
        text(json, "by"), text(json, "comment"), text(json, "evidence"), text(json, "proof"));
  }

  public Decision as(Verdict verdict) {
    return new Decision(verdict, by, comment, evidence, proof);
  }

  private static @Nullable String text(JsonNode json, String key) {
    JsonNode value = json.get(key);
    return value == null || value.isNull() ? null : value.asText();
  }
}
