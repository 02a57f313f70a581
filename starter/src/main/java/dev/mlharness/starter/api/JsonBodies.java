package dev.mlharness.starter.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.mlharness.payload.Payloads;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.AbstractGenericHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;

/**
 * JSON as workflows write it: what the API says of a pipeline is what a query says. Bodies are
 * limited in size and depth, and keys that nobody knows are refused.
 */
final class JsonBodies extends AbstractGenericHttpMessageConverter<Object> {
  private static final int LARGEST = 512 * 1024;
  private static final int DEEPEST = 50;

  static final ObjectMapper WRITER =
      Payloads.mapper().copy().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class);

  private final ObjectMapper reader = strict();

  JsonBodies() {
    super(
        MediaType.APPLICATION_JSON,
        MediaType.APPLICATION_PROBLEM_JSON,
        new MediaType("application", "*+json"));
  }

  private static ObjectMapper strict() {
    ObjectMapper mapper = Payloads.mapper().copy();
    mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    // A number is no text, and a list has no holes.
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    mapper
        .configOverride(List.class)
        .setSetterInfo(JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.FAIL));
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    return mapper;
  }

  @Override
  public boolean canWrite(@Nullable Type type, Class<?> kind, @Nullable MediaType media) {
    // Text and bytes, as of the OpenAPI document, are JSON already.
    return kind != String.class && kind != byte[].class && canWrite(media);
  }

  @Override
  protected Object readInternal(Class<?> kind, HttpInputMessage message) throws IOException {
    return read(kind, kind, message);
  }

  @Override
  public Object read(Type type, @Nullable Class<?> context, HttpInputMessage message)
      throws IOException {
    byte[] body = message.getBody().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      throw new TooLarge("A body is not larger than %d KiB.".formatted(LARGEST / 1024));
    }
    try {
      Object value = reader.readValue(body, reader.constructType(type));
      if (value == null) {
        throw new HttpMessageNotReadableException("The body is null.", message);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new HttpMessageNotReadableException(
          "The body cannot be read: " + e.getOriginalMessage(), e, message);
    }
  }

  @Override
  protected void writeInternal(Object value, @Nullable Type type, HttpOutputMessage message)
      throws IOException {
    message.getBody().write(WRITER.writeValueAsBytes(value));
  }

  @Override
  public List<MediaType> getSupportedMediaTypes(Class<?> kind) {
    return getSupportedMediaTypes();
  }

  /** A body that nobody needs. */
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge(String message) {
      super(message);
    }
  }
}
