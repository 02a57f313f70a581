package dev.mlharness.starter.api;

import dev.mlharness.starter.paging.PageRequest;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Which page of a list a request is for.
 *
 * @param limit null: {@value #USUAL}
 * @param page null: the first
 */
record Paging(
    @Parameter(
            description = "How many at most.",
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
        @Nullable Integer limit,
    @Parameter(
            description = "next_page of the page before, with the same filters. None: the first.",
            schema = @Schema(type = "string"))
        @Nullable String page) {
  private static final int USUAL = 50;
  private static final int LARGEST = 200;

  PageRequest request() {
    int size = limit == null ? USUAL : limit;
    if (size < 1 || size > LARGEST) {
      throw new Refused(HttpStatus.BAD_REQUEST, "limit is 1 to %d.".formatted(LARGEST));
    }
    return new PageRequest(size, page == null || page.isEmpty() ? null : page);
  }
}
