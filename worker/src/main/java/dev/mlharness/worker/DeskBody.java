package dev.mlharness.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;

/** The body of a request to a desk. */
final class DeskBody {
  private static final int LARGEST = 512 * 1024;

  private DeskBody() {}

  /**
   * @throws Refused when it is too large, or no JSON
   */
  static JsonNode read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new Refused(HttpStatus.CONTENT_TOO_LARGE, "A recipe is smaller than 512 KiB.");
    }
    try {
      return Payloads.mapper().readTree(bytes);
    } catch (JsonProcessingException e) {
      throw malformed("The body is no JSON.");
    }
  }

  /** The failure for a body of another form. */
  static Refused malformed(String expected) {
    return new Refused(HttpStatus.BAD_REQUEST, expected);
  }

  /** A request that never came as far as the desk. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final HttpStatus status;

    private Refused(HttpStatus status, String message) {
      super(message);
      this.status = status;
    }

    HttpStatus status() {
      return status;
    }
  }
}
