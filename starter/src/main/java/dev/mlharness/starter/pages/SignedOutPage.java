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

  /** For those whom the identity provider may still know. */
  static final String HERE = PATH + "?here";

  /** Where a person is, for a moment, on the way to the identity provider. */
  static final String LEAVING = "/signing-out";

  /** Attribute: the address to go to. */
  static final String NEXT = SignedOutPage.class.getName();

  @Allowed({})
  @GetMapping(PATH)
  String show(
      @RequestParam(name = "refused", required = false) @Nullable String refused,
      @RequestParam(name = "here", required = false) @Nullable String here,
      Model model) {
    model.addAttribute("refused", refused != null);
    model.addAttribute("everywhere", refused == null && here == null);
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
