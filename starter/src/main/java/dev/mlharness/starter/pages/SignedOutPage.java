package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.Allowed;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a session ends, or none began. */
@PageController
class SignedOutPage {
  static final String PATH = "/signed-out";

  @Allowed({})
  @GetMapping(PATH)
  String show(
      @RequestParam(name = "refused", required = false) @Nullable String refused, Model model) {
    model.addAttribute("refused", refused != null);
    return "signed-out";
  }
}
