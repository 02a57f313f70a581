package dev.mlharness.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.mlharness.encryption.EncryptionCodec;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.util.List;
import java.util.Map;

/**
 * JSON in snake case, enums in lower case (read in any case), durations as people write them
 * ({@code 6h}).
 */
public final class Payloads {
  private static final JsonSetter.Value ABSENT_IS_EMPTY =
      JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(
              new Jdk8Module(), new JavaTimeModule(), new DurationModule(), new EnumModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          // A field that a newer worker added must not fail an older one.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .defaultPropertyInclusion(JsonInclude.Value.ALL_NON_NULL)
          // A list or map that an older worker did not know is empty, not null.
          .withConfigOverride(List.class, type -> type.setSetterInfo(ABSENT_IS_EMPTY))
          .withConfigOverride(Map.class, type -> type.setSetterInfo(ABSENT_IS_EMPTY))
          .build();

  private Payloads() {}

  /** The mapper of recipes, payloads and results. Shared: do not configure. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /**
   * What clients and workers give to Temporal, encrypted. Failures are encrypted too: a message may
   * say more than its author knew.
   */
  public static DataConverter dataConverter(EncryptionCodec codec) {
    return new CodecDataConverter(dataConverter(), List.of(codec), true);
  }

  /** What clients and workers give to Temporal, in clear. */
  public static DataConverter dataConverter() {
    return DefaultDataConverter.newDefaultInstance()
        .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(MAPPER));
  }
}
