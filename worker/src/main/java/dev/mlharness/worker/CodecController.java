package dev.mlharness.worker;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Temporal's remote codec protocol: payloads as JSON in, the same ones encoded or decoded out. */
@RestController
@ConditionalOnProperty("mlharness.codec-server.origin")
@RequestMapping(
    path = "/codec",
    consumes = MediaType.APPLICATION_JSON_VALUE,
    produces = MediaType.APPLICATION_JSON_VALUE)
final class CodecController {
  private final PayloadCodec codec;

  CodecController(PayloadCodec codec) {
    this.codec = codec;
  }

  @PostMapping("/encode")
  String encode(@RequestBody String payloads) throws InvalidProtocolBufferException {
    return convert(payloads, codec::encode);
  }

  @PostMapping("/decode")
  String decode(@RequestBody String payloads) throws InvalidProtocolBufferException {
    return convert(payloads, codec::decode);
  }

  private static String convert(String json, UnaryOperator<List<Payload>> conversion)
      throws InvalidProtocolBufferException {
    Payloads.Builder given = Payloads.newBuilder();
    JsonFormat.parser().ignoringUnknownFields().merge(json, given);
    return JsonFormat.printer()
        .omittingInsignificantWhitespace()
        .print(
            Payloads.newBuilder()
                .addAllPayloads(conversion.apply(given.getPayloadsList()))
                .build());
  }

  @ExceptionHandler
  ProblemDetail notPayloads(InvalidProtocolBufferException e) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.BAD_REQUEST, "{\"payloads\": […]} was expected: " + e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail notDecodable(DataConverterException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage());
  }
}
