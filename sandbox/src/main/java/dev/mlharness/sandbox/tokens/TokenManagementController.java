package dev.mlharness.sandbox.tokens;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.identity.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everybody's tokens, for admins. */
@RestController
@RequestMapping("/api/2.0/token-management/tokens")
class TokenManagementController {

  private final PersonalTokens tokens;

  TokenManagementController(PersonalTokens tokens) {
    this.tokens = tokens;
  }

  @ModelAttribute
  void onlyAdmins(@AuthenticationPrincipal Caller caller) {
    if (!caller.admin()) {
      throw ApiException.denied("Only an admin may see or delete tokens of others.");
    }
  }

  @GetMapping
  Map<String, List<PersonalToken>> list(
      @RequestParam(name = "created_by_username", required = false) @Nullable String owner) {
    return Map.of(
        "token_infos",
        tokens.list().stream()
            .filter(token -> owner == null || owner.equals(token.createdByUsername()))
            .toList());
  }

  @GetMapping("/{id}")
  Map<String, PersonalToken> get(@PathVariable String id) {
    return Map.of("token_info", tokens.get(id));
  }

  @DeleteMapping("/{id}")
  Map<String, String> delete(@PathVariable String id) {
    tokens.delete(id);
    return Map.of();
  }
}
