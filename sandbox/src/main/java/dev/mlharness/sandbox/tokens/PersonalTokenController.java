package dev.mlharness.sandbox.tokens;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.identity.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own tokens. */
@RestController
@RequestMapping("/api/2.0/token")
class PersonalTokenController {

  private final PersonalTokens tokens;

  PersonalTokenController(PersonalTokens tokens) {
    this.tokens = tokens;
  }

  @PostMapping("/create")
  PersonalTokens.NewToken create(
      @AuthenticationPrincipal Caller caller, @RequestBody Wanted wanted) {
    return tokens.create(caller, wanted.comment, wanted.lifetimeSeconds);
  }

  @GetMapping("/list")
  Map<String, List<PersonalToken>> list(@AuthenticationPrincipal Caller caller) {
    return Map.of("token_infos", tokens.of(caller));
  }

  @PostMapping("/delete")
  Map<String, String> delete(@AuthenticationPrincipal Caller caller, @RequestBody Named named) {
    if (tokens.of(caller).stream().noneMatch(token -> token.tokenId().equals(named.tokenId))) {
      throw ApiException.missing("Token", named.tokenId);
    }
    tokens.delete(named.tokenId);
    return Map.of();
  }

  private record Wanted(@Nullable String comment, @Nullable Long lifetimeSeconds) {}

  private record Named(String tokenId) {}
}
