package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.Allowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a session ends, or none began. */
@PageController
class SignedOutPage {
  static final String PATH = "/signed-out";

  /** Where a person is, for a moment, on the way to the identity provider. */
  static final String LEAVING = "/signing-out";

  /** Attribute: the address to go to. */
  static final String NEXT = SignedOutPage.class.getName();

  private final SignOut signOut;

  SignedOutPage(SignOut signOut) {
    this.signOut = signOut;
  }

  @Allowed({})
  @GetMapping(PATH)
  String show(
      @RequestParam(name = "refused", required = false) @Nullable String refused, Model model) {
    model.addAttribute("refused", refused != null);
    model.addAttribute("everywhere", refused == null && signOut.reachesProvider());
    return "signed-out";
  }

  @Allowed({})
  @RequestMapping(LEAVING)
  String leave(HttpServletRequest request, HttpServletResponse response, Model model) {
    if (!(request.getAttribute(NEXT) instanceof String next)) {
      return "redirect:" + PATH;
    }
    response.setHeader("Refresh", "0; url=" + next);
    model.addAttribute("next", next);
    return "signing-out";
  }
}
