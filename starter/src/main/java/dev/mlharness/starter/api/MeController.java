package dev.mlharness.starter.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "me", description = "What the token says.")
@RestController
class MeController {
  private final Proofs proofs;

  MeController(Proofs proofs) {
    this.proofs = proofs;
  }

  @Operation(summary = "Who asks, and which roles they have")
  @Allowed({})
  @GetMapping(path = "/v1/me", produces = MediaType.APPLICATION_JSON_VALUE)
  Me me(Caller caller) {
    return new Me(
        caller.name(),
        Arrays.stream(ApiRole.values()).filter(AllowedRoutes::callerIs).toList(),
        proofs.signs());
  }

  /**
   * @param name by which records know the person
   * @param signed whether what they start and decide is signed for them
   */
  record Me(String name, List<ApiRole> roles, boolean signed) {}
}
