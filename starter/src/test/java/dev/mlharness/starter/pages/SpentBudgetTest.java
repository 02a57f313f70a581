package dev.mlharness.starter.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.RunningApi;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A person who asks for more than is given to one. */
class SpentBudgetTest {
  @Test
  void isToldSoOnAPageAndInAPartOfOne() throws Exception {
    try (RunningApi api =
        new RunningApi(
            "mlharness.api.pages.client-id=ml-harness", "mlharness.api.requests-per-minute=4")) {
      api.people().signIn(ApiRole.READER);
      Visitor visitor = new Visitor(api.address());
      HttpResponse<String> refused =
          Stream.generate(() -> visitor.open("/nowhere"))
              .limit(8)
              .filter(page -> page.statusCode() == 429)
              .findFirst()
              .orElseThrow();
      assertThat(refused.body())
          .contains("<html", "Too Many Requests", "more than 4 requests in a minute");
      assertThat(refused.headers().firstValue("Retry-After")).contains("60");

      HttpResponse<String> part = visitor.open("/", "HX-Request", "true");
      assertThat(part.statusCode()).isEqualTo(429);
      assertThat(part.body())
          .startsWith("<p class=\"notice\">")
          .contains("What you see may be old");
    }
  }
}
