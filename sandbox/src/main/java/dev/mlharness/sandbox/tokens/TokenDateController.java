package dev.mlharness.sandbox.tokens;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** For tests: makes a token older than it is, last used long ago, or lets it expire. */
@RestController
class TokenDateController {

  private final PersonalTokens tokens;

  TokenDateController(PersonalTokens tokens) {
    this.tokens = tokens;
  }

  @PatchMapping("/sandbox/tokens/{id}")
  Map<String, PersonalToken> date(@PathVariable String id, @RequestBody Dates dates) {
    return Map.of(
        "token_info", tokens.date(id, dates.creationTime, dates.expiryTime, dates.lastUsedDay));
  }

  private record Dates(
      @Nullable Long creationTime, @Nullable Long expiryTime, @Nullable Long lastUsedDay) {}
}
