package dev.mlharness.sandbox.scim;

import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.identity.Principal;
import dev.mlharness.sandbox.identity.Principal.Kind;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Who is calling. */
@RestController
class ScimMeController {

  private final Directory directory;
  private final ScimViews views;

  ScimMeController(Directory directory, ScimViews views) {
    this.directory = directory;
    this.views = views;
  }

  @GetMapping("/api/2.0/preview/scim/v2/Me")
  ObjectNode me(@AuthenticationPrincipal Caller caller) {
    return views.me(directory.principals().get(caller.name()).orElseGet(() -> starter(caller)));
  }

  /** Whoever started the sandbox is in no directory. */
  private static Principal starter(Caller caller) {
    return new Principal(caller.name(), "0", caller.name(), Kind.USER, true, Set.of());
  }
}
