package dev.mlharness.starter.doctor;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a check came to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Finding.Fine.class, name = "fine"),
  @JsonSubTypes.Type(value = Finding.Open.class, name = "open"),
  @JsonSubTypes.Type(value = Finding.Wrong.class, name = "wrong")
})
public sealed interface Finding {

  /** One sentence about what was found. */
  String what();

  /** As it should be. */
  record Fine(String what) implements Finding {}

  /** Cannot be told yet, or not there yet and made when it is needed. */
  record Open(String what) implements Finding {}

  /** Not as it should be; {@code mend} is what to do about it. */
  record Wrong(String what, String mend) implements Finding {}
}
